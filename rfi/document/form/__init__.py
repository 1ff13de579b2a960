"""A grid → an answer, by the hidden marks of the answer form."""
