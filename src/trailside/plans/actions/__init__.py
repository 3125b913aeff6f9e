"""Every change of goals and steps; by the participant or by the specialist who walks with them."""
