"""What can go wrong with a backup, each saying what to do."""


class CannotBackUp(Exception):
    """The backup was not made, or not put back; nothing of the attempt is left. The message says what to do."""


class NotPlanned(CannotBackUp):
    """The settings do not say where to, or sealed to whom."""


class NotWhole(CannotBackUp):
    """Half a file, or one that was changed."""


class WrongKey(CannotBackUp):
    """This identity does not open it."""


class OtherRelease(CannotBackUp):
    """Made by a release that this one does not understand."""


class NotEmpty(CannotBackUp):
    """Something is already where the backup should be put."""


class DiskFull(CannotBackUp):
    """No room."""
