"""From quoted sizes and groups to cities: what each pays alone, and as part of a group."""
