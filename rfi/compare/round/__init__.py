"""The ground of every comparison: answers, their basis, conditions, scope and coverage."""
