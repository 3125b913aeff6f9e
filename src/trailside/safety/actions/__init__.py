"""Every change of this room, one noun per file."""
