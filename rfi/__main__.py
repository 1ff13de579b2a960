"""``python -m rfi``."""

import sys

from rfi.cli.main import main

sys.exit(main())
