"""An evaluation as slides for a meeting: native charts and tables, notes with the conditions."""
