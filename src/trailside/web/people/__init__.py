"""The people I walk with, and the page I open before we meet."""
