"""One module a page, in the groups of the navigation: pickers, one call, tables and figures."""
