"""Pure views: a comparison in, a display table or a plotly figure out."""
