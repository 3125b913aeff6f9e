"""What a drill has to say."""


class Broken(Exception):
    """A promise did not hold."""


class Skipped(Exception):
    """This machine cannot do this drill; the message says what is missing."""


def promise(held: bool, words: str) -> None:
    """Raise Broken with these words unless it held."""
    if not held:
        raise Broken(words)
