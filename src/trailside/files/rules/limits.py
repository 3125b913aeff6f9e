"""How much a picture may be."""

from trailside.kit.apart import Room

MAX_BYTES = 8_000_000
"""Bytes of the uploaded file: a photo of a good phone's camera has 3 to 6 million."""

MAX_PIXELS = 50_000_000
"""Of a JPEG, which is read at the size that is needed; cameras of 2026 make up to 50 million."""

MAX_PIXELS_WHOLE = 25_000_000
"""Of a PNG or WebP, which must be read whole: 100 MB at four bytes each."""

EDGE = 1600
"""Pixels of the longer side as kept: sharp on a phone, about 200 kB."""

QUALITY = 82
"""Of the JPEG that is kept, on Pillow's scale of 1 to 95."""

MOST = 12
"""Pictures of one person."""

ROOM = Room(cpu=6, wall=12.0, memory=300_000_000)
"""What making one anew may take; 24 million pixels of PNG took 190 MB and 1.2 s."""
