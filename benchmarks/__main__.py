"""``python -m benchmarks``: every measurement with the floor it is held against.

With names, only those: ``python -m benchmarks costs fit``. ``load`` drives servers for many
minutes and runs only by its name, followed by its own options; ``screen`` needs a browser and runs
only by its name too.
"""

import importlib
import sys

NAMES = ("costs", "fit", "workbook", "national", "export", "slides", "cities")

if __name__ == "__main__":
    words = sys.argv[1:]
    if words[:1] == ["load"]:
        importlib.import_module("benchmarks.sessions.report").run(words[1:])
    elif words == ["screen"]:
        importlib.import_module("benchmarks.sessions.screen").run()
    elif unknown := set(words) - set(NAMES):
        sys.exit(f"{' '.join(sorted(unknown))}? there are: {' '.join(NAMES)} load screen")
    else:
        for name in words or NAMES:
            importlib.import_module(f"benchmarks.{name}").run()
