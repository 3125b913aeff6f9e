"""The two ways in which evidence says no, in words a person can act on."""


class BadTable(ValueError):
    """The table cannot be used as it is; the message says what is wrong and what to do."""


class TooLittle(ValueError):
    """The table is fine and too small for the question; the message says what would be enough."""
