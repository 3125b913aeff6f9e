"""What a picture may be, and how it is made anew. Plain Python; the parser runs in a process apart."""
