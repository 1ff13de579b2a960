"""The prices of options among those of the base, where they are chosen."""
