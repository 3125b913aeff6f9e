"""Every question about wins, marked days and the trail. Each takes a Sight."""
