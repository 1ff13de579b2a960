"""Requirements met, and what gaps come from and cost."""
