"""条件: city, group, scope, assumptions, levelling, named sets."""
