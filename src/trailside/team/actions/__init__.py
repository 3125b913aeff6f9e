"""Every change of the desk and of review."""
