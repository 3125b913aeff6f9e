"""Data keys in a database of their own: make, open, destroy; and the sealed columns that need them."""
