"""回: begun, opened, named, set aside; what was done in the open one."""
