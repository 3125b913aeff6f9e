"""Pictures for tests, good and hostile, made here."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

PLACE = "Elm Street 14"


def photo(kind: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", turned: int = 1) -> bytes:
    """A photo with a place, a device and a comment in it, turned as a phone turns it."""
    picture = Image.new(mode, size)
    picture.putpixel((0, 0), {"RGB": (255, 0, 0), "RGBA": (255, 0, 0, 128), "CMYK": (0, 255, 255, 0)}.get(mode, 1))
    told = Image.Exif()
    told[0x0112] = turned
    told[0x010F] = "Phone of Ada"
    told.get_ifd(0x8825)[2] = (42.0, 21.0, 30.0)
    told.get_ifd(0x8769)[0x9286] = PLACE.encode()
    made = io.BytesIO()
    picture.save(made, kind, **({"exif": told} if kind in {"JPEG", "WEBP", "PNG"} else {}))
    return made.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_that_says(wide: int, high: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG whose head says a size that its body has not."""
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    body = b"".join(_chunk(*chunk) for chunk in chunks)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + body + _chunk(b"IEND", b"")


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a moving picture": photo("GIF", mode="P"),
    "a bitmap": photo("BMP"),
    "a TIFF": photo("TIFF"),
    "a PDF": b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n",
    "a zip": b"PK\x03\x04" + bytes(200),
    "a program": b"MZ" + bytes(500),
    "a JPEG that stops": photo()[:-200],
    "only the head of a JPEG": b"\xff\xd8\xff\xe0",
    "forty thousand by forty thousand": png_that_says(40_000, 40_000, (b"IDAT", zlib.compress(bytes(100)))),
    "more pixels than a PNG may have": photo("PNG", (6000, 5000)),
    "a text that unpacks to 100 MB": png_that_says(8, 8, (b"zTXt", b"k\0\0" + zlib.compress(bytes(100_000_000), 9))),
    "a size of nothing": png_that_says(0, 0),
    "a wrong checksum": photo("PNG").replace(b"IDAT", b"IDAX"),
    "nine megabytes": photo() + bytes(9_000_000),
    "noise": bytes(range(256)) * 40,
}
