# Short names only: run.py does the work, here and on Windows.
PYTHON ?= python3

.PHONY: run test check lock bench samples
run:
	$(PYTHON) run.py
test:
	$(PYTHON) run.py test
check:
	$(PYTHON) run.py check
lock:
	$(PYTHON) run.py lock
bench:
	$(PYTHON) run.py bench
samples:
	$(PYTHON) run.py samples
