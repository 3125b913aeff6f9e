"""Every question about meetings; each takes a Sight."""
