"""The participant's own page: what is next, and who walks with me."""
