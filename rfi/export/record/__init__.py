"""An evaluation as one JSON object."""
