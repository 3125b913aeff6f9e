"""Plain rules of meetings."""
