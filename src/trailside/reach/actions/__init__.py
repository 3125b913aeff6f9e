"""Every change of how people are reached."""
