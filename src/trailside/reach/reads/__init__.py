"""Every question about reaching people."""
