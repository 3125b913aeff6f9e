"""Scopes, who must never look, and the gate through which every record is opened."""
