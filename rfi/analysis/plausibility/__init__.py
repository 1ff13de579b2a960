"""What in the answers looks unlike what can be meant (method §9): warnings, never repairs."""
