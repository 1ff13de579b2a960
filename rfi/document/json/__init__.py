"""JSON bytes → a value, or the places where they are wrong."""
