"""One module a page: pickers, one call, tables and figures."""
