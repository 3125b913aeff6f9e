"""Made-up people: a programme that lives for months in minutes, through the same actions as real ones."""
