"""The process that makes one picture anew: bytes on standard input, a plain JPEG or nothing on standard output.

Nothing of the file but its pixels goes on: no place, device, time, name, comment, thumbnail or colour profile.
"""

import sys
import warnings

from PIL import Image, ImageOps

from trailside.files.rules import limits

KINDS = ("JPEG", "PNG", "WEBP")


def anew(file: Image.Image) -> Image.Image:
    """The pixels alone, upright, at most EDGE long, on white where it was clear. Raises ValueError when too large."""
    wide, high = file.size
    if wide * high > (limits.MAX_PIXELS if file.format == "JPEG" else limits.MAX_PIXELS_WHOLE):
        raise ValueError("too many pixels")
    file.draft("RGB", (limits.EDGE, limits.EDGE))
    upright = ImageOps.exif_transpose(file)
    upright.thumbnail((limits.EDGE, limits.EDGE))
    whole = upright.convert("RGBA")
    ground = Image.new("RGB", whole.size, "white")
    ground.paste(whole, mask=whole.getchannel("A"))
    return ground


def main() -> None:
    """Read, and answer with the JPEG; with nothing when this is no picture that can be kept."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = limits.MAX_PIXELS
    try:
        with Image.open(sys.stdin.buffer, formats=KINDS) as file:
            made = anew(file)
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError, Warning):
        return
    made.save(sys.stdout.buffer, "JPEG", quality=limits.QUALITY, optimize=True)
