"""A room of a release to come, for the drill of updating."""
