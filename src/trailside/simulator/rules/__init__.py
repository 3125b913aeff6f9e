"""How a made-up life goes: numbers with their sources, one life as events, made-up names and words."""
