"""The way in: the front page, signing in by name or by card, signing out, the first programme."""
