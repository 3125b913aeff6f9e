"""Which release runs here."""

from importlib.metadata import PackageNotFoundError, version

CHECKOUT = "from a checkout"


def name() -> str:
    """The installed release, or that it is a checkout."""
    try:
        return version("trailside")
    except PackageNotFoundError:
        return CHECKOUT
