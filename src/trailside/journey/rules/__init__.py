"""The trail as plain values, and where belief comes from."""
