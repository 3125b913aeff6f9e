"""Letting someone see a part of my record, and the one page that they then see."""
