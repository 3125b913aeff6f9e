"""Passwords by NIST SP 800-63B-4, 3.1.1: length, a list of what everybody guesses, and no rule of composition.

The list is Django's (the 20,000 most used of breached ones, in this package: nothing is asked of anybody outside). The
words of the programme come on top: whoever guesses tries its name first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ALONE, WITH_A_SECOND = 15, 8
# Words of this house and of its field; the programme's own come with each question.
OURS = ("trailside", "trail", "recovery", "peer", "support", "password", "passwort", "contraseña", "welcome", "hope")
LOOKS_LIKE = str.maketrans("013457@$!", "oieastasi")
LEAST_OF_ONES_OWN = 5


def same(password: str) -> str:
    """The password in the one form in which it is hashed (NFC), however a keyboard makes its letters."""
    return unicodedata.normalize("NFC", password)


def _plain(text: str) -> str:
    """Letters only, without case or accents, and signs read as the letters that they stand for."""
    folded = unicodedata.normalize("NFKD", text).casefold().translate(LOOKS_LIKE)
    return re.sub(r"[\W\d_]+", "", "".join(one for one in folded if not unicodedata.combining(one)))


def _is_ours(password: str, words: Iterable[str]) -> bool:
    """Whether nearly nothing is left of it without the words of the programme."""
    rest = _plain(password)
    if not rest:
        return False
    known = {_plain(part) for one in (*OURS, *words) for part in [one, *re.split(r"\W+", one)]}
    for word in sorted((word for word in known if len(word) > 2), key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(set(rest)) < LEAST_OF_ONES_OWN and rest != _plain(password)


def check(password: str, *, alone: bool, words: Iterable[str] = ()) -> None:
    """Raises ValidationError (to show beside the field) when a password is too short or too easy to guess.

    alone: nothing else is asked at sign-in. words: the programme's name and place, the sign-in name, one's own name.
    """
    shortest = ALONE if alone else WITH_A_SECOND
    if len(password) < shortest:
        raise ValidationError(_("Use %(shortest)d letters or more.") % {"shortest": shortest}, code="short")
    if len(set(password)) < 4:
        raise ValidationError(_("Use more different letters."), code="same")
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        raise ValidationError(_("Many people use this one. Choose another."), code="common") from None
    if _is_ours(password, words):
        said = _("It is made of words that stand for this place or for you. Choose others.")
        raise ValidationError(said, code="ours")
