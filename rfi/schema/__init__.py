"""The published schemas and code lists: loaded, walked once to Field records, validated against."""
