"""Letting made-up people act: programmes with those who work there, lives, the demo."""
