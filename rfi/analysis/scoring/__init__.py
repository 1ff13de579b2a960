"""Points by a rule, how far weights decide the order, and what a rule does (domain §12)."""
