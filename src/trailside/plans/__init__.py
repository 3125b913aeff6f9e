"""Goals in a person's own words, and steps small enough to be sure of."""
