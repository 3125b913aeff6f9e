"""The ground under every room: clock, ids, errors, words, jobs, live hub. Knows no table and no person."""
