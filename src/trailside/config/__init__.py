"""The roof: settings, root addresses, command line, server, wiring."""
