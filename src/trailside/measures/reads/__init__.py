"""Every question about check-ins and answered instruments. Each takes a Sight."""
