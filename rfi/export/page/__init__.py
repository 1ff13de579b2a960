"""An evaluation as one page to print: nothing in it is fetched, nothing in it runs."""
