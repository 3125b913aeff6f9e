"""Trailside: the open-source, self-hosted system that a peer-support programme runs on."""

__version__ = "0.1.0"
