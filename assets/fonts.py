"""Cuts the two typefaces to what Trailside sets: weights 400 to 700, and the features the style sheets ask for.

Run by script/assets. Both faces are under the Open Font License without a reserved name, which allows this.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "calt", "lnum", "onum", "tnum", "pnum"]


def cut(source: Path, target: Path) -> None:
    """One face, the glyphs it has, fewer features and weights; the same input gives the same bytes."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = FEATURES
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap().keys())
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": (400, 400, 700)}, inplace=True)
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    for name in sys.argv[2:]:
        cut(Path(name), Path(sys.argv[1]) / Path(name).name)
