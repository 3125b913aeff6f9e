"""Every question about goals and steps; each takes a Sight with the scope GOALS."""
