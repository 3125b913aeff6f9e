"""Every change of people, one noun per file."""
