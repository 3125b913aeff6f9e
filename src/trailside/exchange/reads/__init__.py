"""Every question of this room."""
