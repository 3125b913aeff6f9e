"""Someone, now: crisis lines with honest labels, who answers here, my people, my words from a good day, my tools."""
