"""One schema-driven walk from checked responses to flat tables; pandas starts here."""
