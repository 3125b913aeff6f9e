"""Measures: questionnaires as published, check-ins, and what may honestly be said about them."""
