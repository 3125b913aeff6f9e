"""What a participant reads of this room's entries, and what they take along."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from trailside.kit.sections import Line, Section
from trailside.ledger.sight import Sight
from trailside.people.models import Episode, Person, SupportRelationship
from trailside.people.rules import Role

VERBS = {
    "people.organisation_founded": _("The programme began here"),
    "people.organisation_changed": _("The programme changed what it says about itself"),
    "people.worker_added": _("Someone began to work here"),
    "people.came_by_link": _("You came by the link of someone who lets you see a part of their record"),
    "people.worker_invited": _("Someone was invited to work here"),
    "people.invitation_ended": _("An invitation was taken back"),
    "people.role_given": _("Someone got a role here"),
    "people.role_ended": _("Someone gave a role back"),
    "people.supervision_began": _("Someone began to support a peer specialist"),
    "people.supervision_ended": _("Someone stopped supporting a peer specialist"),
    "people.episode_ended": _("Your time with us came to an end, for now"),
    "people.welcomed": _("You were welcomed"),
    "people.handed_on": _("Someone else walks with you from then on"),
    "people.parted": _("Someone stopped walking with you"),
    "people.renamed": _("You said what we shall call you"),
    "people.hope_said": _("You said what you hope for"),
    "people.how_we_talk_said": _("You said how we talk with you"),
    "people.card_given": _("You got a card; one from before stops"),
    "people.secret_changed": _("You changed your password or PIN"),
    "people.passkey_added": _("You added a passkey"),
    "people.passkey_removed": _("You took a passkey out"),
    "people.app_added": _("You added an app that makes codes"),
    "people.app_removed": _("You took the app that makes codes out"),
    "people.recovery_codes_made": _("You made new recovery codes"),
    "people.signed_out_elsewhere": _("You signed a phone or computer out"),
    "people.agency_joined": _("Someone who works here signs in through their agency"),
    "people.way_in_offered": _("Someone who works here was offered a new way to sign in"),
    "people.sign_in_renewed": _("Someone who works here signs in a new way"),
    "people.forgotten": _("Everything about someone was forgotten"),
}

# What each role does here, in the words of every page.
ROLES = {
    Role.PEER_SPECIALIST: _("Walk with people, as a peer specialist"),
    Role.SUPERVISOR: _("Support the team, as a supervisor"),
    Role.MANAGER: _("Manage the programme"),
    Role.ADMINISTRATOR: _("Administer the organisation: who does what here"),
    Role.EVALUATOR: _("Read counts, as an evaluator"),
    Role.VOLUNTEER_CALLER: _("Call people who asked for a call, as a volunteer"),
    Role.PRIVACY_OFFICER: _("Look after privacy, as the privacy officer"),
}


def _language(code: str) -> str:
    """A language by its own name; nothing while none was said."""
    return str(get_language_info(code)["name_local"]).capitalize() if code else ""


def export(sight: Sight) -> Iterator[Section]:
    """What you are called, how we talk, each stretch we walked together and with whom."""
    me = Person.objects.get(pk=sight.viewer.person)
    called = [
        Line(gettext("What we call you"), words=me.name.read(sight), own=True),
        Line(gettext("Pronouns"), words=me.pronouns.read(sight), own=True),
        Line(gettext("The language we talk in"), words=_language(me.language)),
    ]
    yield Section("people.me", gettext("About you"), [line for line in called if line.words])
    walked: list[Line] = []
    for episode in Episode.objects.filter(person=me).order_by("began_at"):
        walked += _stretch(sight, episode)
    for walk in SupportRelationship.objects.filter(participant=me).order_by("since"):
        walked.append(Line(gettext("Walks with you"), walk.since, by=walk.specialist_id, coded=_until(walk)))
    yield Section("people.walking", gettext("Walking together"), walked)


def _stretch(sight: Sight, episode: Episode) -> Iterator[Line]:
    coded = {"state": episode.state, "ending": episode.ending}
    yield Line(gettext("We began to walk together"), episode.began_at, coded=coded)
    if source := episode.source.read(sight):
        yield Line(gettext("Where your name came from"), episode.began_at, source)
    if hope := episode.hope.read(sight):
        yield Line(gettext("What you hope for"), episode.welcomed_at, hope, own=True)
    if episode.ended_at:
        yield Line(gettext("This stretch ended"), episode.ended_at, coded=coded)


def _until(walk: SupportRelationship) -> dict[str, str]:
    return {"until": walk.until.isoformat()} if walk.until else {}
