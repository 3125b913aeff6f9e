"""Pictures people keep for themselves: made anew without place or device, sealed, behind the gate."""
