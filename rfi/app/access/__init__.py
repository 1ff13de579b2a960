"""Who may do what: the login, the file of roles, one table of permissions."""
