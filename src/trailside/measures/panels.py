"""Pieces that other pages place: check in (today), the offer (today), what was shared with me, what I believe.

``{% if panel %}{% include panel.template %}{% endif %}``, with the request's context (CSRF, once-keys).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from trailside.kit import clock
from trailside.ledger.sight import Sight
from trailside.measures.reads import check_ins, responses
from trailside.measures.rules.climb import Time, climb
from trailside.measures.rules.instruments import Instrument, instrument
from trailside.measures.rules.offering import Offer
from trailside.measures.rules.wobble import band, wobble_of
from trailside.people.reads import names
from trailside.safety import reads as safety

NARROW, WIDE = 350, 640
PRIMARY = "gse-10"


def check_in(sight: Sight) -> dict[str, Any]:
    """``measures/panels/check_in.html``: the way to the check-in, and today's if there is one."""
    today = clock.today(sight.viewer.zone)
    kept = check_ins.mine(sight, since=today, most=1)
    return {"template": "measures/panels/check_in.html", "kept": kept[0] if kept else None}


def offer(sight: Sight, *, meetings: int) -> dict[str, Any] | None:
    """``measures/panels/offer.html``: the ten sentences, when it is time to offer them; else nothing.

    ``meetings``: how often we met so far, counted by the page above.
    """
    one = instrument(PRIMARY)
    said = responses.offer(sight, one, meetings=meetings)
    if said is Offer.NOT_NOW:
        return None
    return {
        "template": "measures/panels/offer.html",
        "instrument": one,
        "first": said is Offer.FIRST_TIME,
        "begun": responses.begun(sight, one),
    }


def shared_by(sight: Sight, person: UUID) -> dict[str, Any] | None:
    """``measures/panels/shared_by.html``: what one person shared with the viewer by name; nothing if nothing was."""
    said = [one for one in check_ins.shared_with_me(sight) if one.person == person]
    sums = responses.shared_by(sight, person, instrument(PRIMARY))
    if not said and not sums:
        return None
    return {
        "template": "measures/panels/shared_by.html",
        "check_ins": said,
        "sums": sums[::-1],
        "wobble": wobble_of(instrument(PRIMARY)),
    }


def sharing(sight: Sight) -> dict[str, Any]:
    """With whom I can share, by name, and when what I share is read: for ``measures/panels/when_read.html``."""
    who = check_ins.readers(sight)
    if not who:
        return {"readers": []}
    called = names.names(sight, who)
    return {"readers": [(person, called[person]) for person in who], "answering": safety.answering_now(sight)}


def times(sight: Sight, one: Instrument) -> dict[str, Any]:
    """``measures/panels/times.html``: the last time in one sentence, and on request the numbers with their wobble."""
    wobble, seen = wobble_of(one), responses.times(sight, one)
    drawn = [Time(time.on, time.total) for time in seen]
    drawn += [Time(on, None) for on in responses.not_nows(sight, one)]
    drawn.sort(key=lambda time: time.on)
    with_sum = [time for time in seen if time.total is not None]
    bands = [(time, *band(time.total, wobble, one)) for time in with_sum if wobble and time.total is not None]
    return {
        "template": "measures/panels/times.html",
        "instrument": one,
        "times": seen,
        "last": seen[-1] if seen else None,
        "with_sum": with_sum[::-1],
        "bands": bands[::-1],
        "wobble": wobble,
        "climbs": [climb(drawn, one, wobble, width) for width in (NARROW, WIDE)] if wobble and with_sum else [],
    }
