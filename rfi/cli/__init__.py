"""The same path without a browser."""
