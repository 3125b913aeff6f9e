"""Formats in and out: the people a programme already walks with, a record to take along, and being forgotten."""
