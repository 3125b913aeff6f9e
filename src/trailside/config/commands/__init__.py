"""What each word of the command line does that no room does: serve, migrate, update, manage."""
