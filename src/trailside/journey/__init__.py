"""Journey: wins, what gave me strength, marks of hard days, and my trail."""
