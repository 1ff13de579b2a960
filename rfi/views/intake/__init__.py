"""受付・照会: files, issues, suggestions, versions and questions."""
