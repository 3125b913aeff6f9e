"""Pages of goals and steps: the participant's own, or the specialist's on a phone between the two."""
