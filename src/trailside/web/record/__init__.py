"""My record: everything about me, who looked, whom I have shut out, take along."""
