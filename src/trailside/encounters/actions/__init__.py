"""Every change about meetings: goodbye, the person's answer, what is put up for review."""
