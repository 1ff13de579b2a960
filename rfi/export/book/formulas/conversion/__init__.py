"""From the quoted sizes to a city, a group, and what a city bears of it."""
