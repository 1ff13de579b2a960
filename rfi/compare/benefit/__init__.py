"""What offers gain residents, staff and the budget."""
