"""Toolkit that puts vendors' RFI answers on one basis; the order of the packages is the walk.

bytes → document → payload → checked response → tidy tables → ledgers and flows → comparison
→ views → screen or export. Imports go down only (see ``pyproject.toml``).
"""

__version__ = "0.1.0"
