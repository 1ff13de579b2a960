"""費用: statistics, bridge, levelling."""
