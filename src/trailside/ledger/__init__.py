"""The one way to write (acting), the one way to read (Sight), and the stream of both: entries and looks."""
