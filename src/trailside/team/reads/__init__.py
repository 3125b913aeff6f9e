"""Every question of the desk and of review; each takes a Sight."""
