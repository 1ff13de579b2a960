"""Cities: the published list, profiles, and the files that speak of them."""
