"""Organisation, account, person, role, episode, support relationship: who there is, and who walks with whom."""
