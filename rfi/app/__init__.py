"""The screen: workspace, cache, widgets, pages; the only home of streamlit."""
