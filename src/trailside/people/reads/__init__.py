"""Every question about people: who is here (ids), what they are called (needs a Sight)."""
