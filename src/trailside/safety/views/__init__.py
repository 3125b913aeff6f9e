"""Pages of help, and of emergency openings."""
