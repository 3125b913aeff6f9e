"""Pages of the desk, of asking, and of review."""
