"""Measurements. Each file has ``main(json: bool)`` and says in its first lines what it compares with what."""
