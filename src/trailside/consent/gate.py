"""The gate: the only place where a Sight of a record is made. Not allowed and not there are the same answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet

from trailside.consent import rules
from trailside.consent.models import Answer, CallWish, Grant, Never, OnCall, Opening, Part2, SaidAhead, Signed
from trailside.consent.models.grant import standing
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.kit.ids import new_id
from trailside.kit.questions import Exists
from trailside.ledger.sight import Scopes, Sight
from trailside.ledger.viewer import Viewer
from trailside.people.models import Episode, SupportRelationship
from trailside.people.reads import relations
from trailside.people.rules import EpisodeState, Role


def _workers(viewer: Viewer) -> Callable[[], frozenset[UUID]]:
    return lambda: relations.workers_of(viewer.organisation)


def _workers_ever(viewer: Viewer) -> Callable[[], frozenset[UUID]]:
    return lambda: relations.workers_ever(viewer.organisation)


def _shuts_out(viewer: Viewer) -> Q:
    """Which rows of Never close a record to this viewer: those that name them, and those that close it to everybody."""
    return Q(who_id=viewer.person) | Q(everybody=True)


def _shut_out(viewer: Viewer) -> set[UUID]:
    """Everyone who said that this viewer must never open their record, or that nobody may."""
    rows = Never.objects.filter(_shuts_out(viewer))
    return set(rows.values_list("person_id", flat=True)) - {viewer.person}


def _waiting(persons: list[UUID]) -> set[UUID]:
    """Those of ``persons`` who are not yet welcomed."""
    return set(
        Episode.objects.filter(person_id__in=persons, state=EpisodeState.NOT_YET_WELCOMED).values_list(
            "person_id", flat=True
        )
    )


def mine(viewer: Viewer, purpose: str = "own_record") -> Sight:
    """My own record, whole. No look. Who works here comes with it, and who did: they stand in *who looked*."""
    return Sight(
        viewer,
        {viewer.person: rules.EVERYTHING},
        purpose=purpose,
        workers=lambda: relations.workers_ever(viewer.organisation),
        recheck=lambda: mine(viewer),
    )


def _scopes(viewer: Viewer, person: UUID) -> Scopes:
    """What comes from walking together or from supporting who does, in one question to the database.

    Nothing of whoever works here: a participant who begins to work here is closed to colleagues from then on.
    """
    asked = relations.between(viewer.person, person, viewer.organisation)
    never = Never.objects.filter(_shuts_out(viewer), person_id=OuterRef("pk"))
    said = asked.annotate(never=Exists(never)).values("walks", "beneath", "works", "waits", "never").first()
    if said is None or said["never"] or said["works"]:
        return frozenset()
    scopes: Scopes = frozenset()
    if viewer.has(Role.PEER_SPECIALIST) and said["walks"]:
        scopes |= rules.OF_SPECIALIST
    if viewer.has(Role.SUPERVISOR) and said["beneath"]:
        scopes |= rules.OF_SUPERVISOR
    if said["waits"]:
        # For their specialist only: a supervisor's share has no CONTACT, so it does not reach.
        return scopes & rules.OF_NOT_YET_WELCOMED if rules.CONTACT in scopes else frozenset()
    return scopes


def of(viewer: Viewer, person: UUID, purpose: str, *needed: str) -> Sight:
    """The record of ``person`` as far as this viewer may see it. Raises NotThere, also when a needed scope is missing.

    One's own record is opened whole. With the purpose LET_IN: what the person lets this viewer see, and nothing that
    comes from working here; with any other purpose grants open nothing.
    """
    if person == viewer.person:
        return mine(viewer, purpose)
    let_in = purpose in {rules.LET_IN, rules.LET_IN_FILE}
    scopes = _let_see(grants_to(viewer).filter(person_id=person)) if let_in else _scopes(viewer, person)
    if not scopes or not scopes.issuperset(needed):
        raise NotThere(person)
    return Sight(
        viewer,
        {person: scopes},
        purpose=purpose,
        workers=_workers(viewer),
        recheck=lambda: _held([person], lambda: of(viewer, person, purpose, *needed)),
        none_works=not let_in,
        reads_only=let_in,
    )


def _held(persons: Collection[UUID], ask: Callable[[], Sight]) -> Sight:
    """``ask`` again. In a transaction on PostgreSQL nothing of these records can be revoked before it is committed.

    Revoking takes the person's row ``FOR UPDATE``; who acts, and who writes a look, takes it ``FOR SHARE``, always in
    the same order. SQLite has one writer anyway.
    """
    if persons and connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM people_person WHERE id = ANY(%s) ORDER BY id FOR SHARE", [sorted(persons)])
    return ask()


def keeps_to_part2(organisation: UUID) -> bool:
    """Whether the programme keeps to 42 CFR part 2: as long as nobody has said otherwise."""
    return not Part2.objects.filter(organisation_id=organisation, holds=False).exists()


def grants_to(viewer: Viewer) -> QuerySet[Grant]:
    """Grants that hold now for this viewer: not past their day, not taken back, and by nobody who shut them out.

    Where 42 CFR part 2 holds, only those with a form that was signed and not taken back.
    """
    shut = Never.objects.filter(_shuts_out(viewer)).values("person_id")
    rows = Grant.objects.filter(standing(clock.now()), to_id=viewer.person, organisation_id=viewer.organisation)
    rows = rows.exclude(person_id__in=shut)
    if keeps_to_part2(viewer.organisation):
        rows = rows.filter(Exists(Signed.objects.filter(grant=OuterRef("pk"), revoked_at=None)))
    return rows


def _let_see(grants: Iterable[Grant]) -> Scopes:
    """What these grants let see, with the name of whoever gave them."""
    scopes = {scope for grant in grants for scope in grant.scopes.split()} & set(rules.OFFERED)
    return rules.let_see(scopes) if scopes else frozenset()


def granted(viewer: Viewer, grant: UUID, purpose: str = rules.LET_IN) -> Sight:
    """What one grant lets the viewer see, to read only. Raises NotThere once it has ended, by its day or by a tap."""
    row = grants_to(viewer).filter(pk=grant).first()
    if row is None:
        raise NotThere
    return Sight(
        viewer,
        {row.person_id: _let_see([row])},
        purpose=purpose,
        workers=_workers(viewer),
        recheck=lambda: _held([row.person_id], lambda: granted(viewer, grant, purpose)),
        reads_only=True,
    )


def let_in_by(viewer: Viewer) -> Sight:
    """Everyone who lets the viewer see something: their names, for the list of them."""
    persons = frozenset(grants_to(viewer).values_list("person_id", flat=True))
    return Sight(
        viewer,
        dict.fromkeys(persons, frozenset({rules.NAME})),
        purpose=rules.LET_IN,
        recheck=lambda: _held(persons, lambda: let_in_by(viewer)),
        reads_only=True,
    )


def only_dates(viewer: Viewer) -> Sight:
    """Of my own record the dates and nothing else, not even my name: for plain mode."""
    return Sight(viewer, {viewer.person: frozenset({rules.MET})}, purpose="own_record", reads_only=True)


def as_they_would(viewer: Viewer, scopes: Iterable[str]) -> Sight:
    """What somebody would see of the viewer's own record who was let in with ``scopes``. Nobody looks: it is mine."""
    them = Viewer(new_id(), viewer.organisation, frozenset({Role.LET_IN}), language=viewer.language, zone=viewer.zone)
    seen = rules.let_see(set(scopes) & set(rules.OFFERED))
    return Sight(
        them,
        {viewer.person: seen},
        purpose=rules.LET_IN,
        workers=_workers(viewer),
        plain=[viewer.person],
        reads_only=True,
    )


def _open_to(
    viewer: Viewer, walking: QuerySet[SupportRelationship], only: Collection[UUID] | None
) -> list[tuple[UUID, bool]]:
    """Who of the participants of ``walking`` is open to ``viewer``, and whether they wait to be welcomed; one question.

    Nobody who shut the viewer or everybody out, or works here. only: of these persons, None: of all.
    """
    never = Never.objects.filter(_shuts_out(viewer), person_id=OuterRef("participant_id"))
    asked = walking if only is None else walking.filter(participant_id__in=only)
    standing_now = relations.standing(asked, viewer.organisation).annotate(never=Exists(never))
    rows = standing_now.values("participant_id", "works", "waits", "never")
    return [(row["participant_id"], row["waits"]) for row in rows if not row["works"] and not row["never"]]


def my_people(viewer: Viewer, purpose: str = "my_people", only: Collection[UUID] | None = None) -> Sight:
    """Everyone I walk with, or of ``only`` those. Names and next dates read from it are one look for the whole list."""
    if not viewer.has(Role.PEER_SPECIALIST):
        raise NotThere
    persons = {
        person: rules.OF_NOT_YET_WELCOMED if waits else rules.OF_SPECIALIST
        for person, waits in _open_to(viewer, relations.walking_with(viewer.person), only)
    }
    return Sight(
        viewer,
        persons,
        purpose=purpose,
        workers=_workers(viewer),
        listed="my_people",
        recheck=lambda: _held(list(persons), lambda: my_people(viewer, purpose)),
        of_read=lambda read: _held(read, lambda: my_people(viewer, purpose, read)),
        none_works=True,
    )


def my_team(viewer: Viewer, purpose: str = "supervision", only: Collection[UUID] | None = None) -> Sight:
    """The participants (of ``only`` those) of whom I support: that they met, and what is put up for review."""
    if not viewer.has(Role.SUPERVISOR):
        raise NotThere
    beneath = _open_to(viewer, relations.walking_beneath(viewer.person), only)
    persons = {person: rules.OF_SUPERVISOR for person, waits in beneath if not waits}
    return Sight(
        viewer,
        persons,
        purpose=purpose,
        workers=_workers(viewer),
        recheck=lambda: _held(list(persons), lambda: my_team(viewer, purpose)),
        of_read=lambda read: _held(read, lambda: my_team(viewer, purpose, read)),
        none_works=True,
    )


def house(viewer: Viewer, *roles: Role) -> Sight:
    """The house itself: who works here, the programme's own words. For those who hold one of ``roles`` (or any work).

    Raises NotThere for everyone else. Opens no participant.
    """
    if not viewer.has(*(roles or (Role.PEER_SPECIALIST, Role.SUPERVISOR, Role.MANAGER))):
        raise NotThere
    return Sight(
        viewer,
        {viewer.person: rules.EVERYTHING},
        purpose="house",
        workers=_workers(viewer),
        recheck=lambda: house(viewer, *roles),
    )


def officer(viewer: Viewer, purpose: str = "privacy") -> Sight:
    """The privacy officer: the names and answers of whoever said that a look was not all right and waits.

    While nobody is privacy officer, managers are. Nobody answers about a look of their own. Raises NotThere.
    """
    stands_in = viewer.has(Role.MANAGER) and not relations.holds(viewer.organisation, Role.PRIVACY_OFFICER)
    if not viewer.has(Role.PRIVACY_OFFICER) and not stands_in:
        raise NotThere
    waiting = Answer.objects.filter(organisation_id=viewer.organisation, right=False, answered_at=None)
    ids = set(waiting.exclude(who_id=viewer.person).values_list("person_id", flat=True))
    persons = dict.fromkeys(ids - _shut_out(viewer) - {viewer.person}, rules.OF_OFFICER)
    return Sight(
        viewer,
        persons,
        purpose=purpose,
        workers=_workers_ever(viewer),
        recheck=lambda: _held(list(persons), lambda: officer(viewer, purpose)),
    )


def calls(viewer: Viewer, purpose: str = "calls") -> Sight:
    """Whoever asked for calls: names and safe ways, for volunteers who call. Raises NotThere."""
    if not viewer.has(Role.VOLUNTEER_CALLER):
        raise NotThere
    wished = CallWish.objects.filter(organisation_id=viewer.organisation).values_list("person_id", flat=True)
    apart = _shut_out(viewer) | relations.workers_of(viewer.organisation) | {viewer.person}
    persons = {person: rules.OF_CALLER for person in wished if person not in apart}
    return Sight(
        viewer,
        persons,
        purpose=purpose,
        workers=_workers(viewer),
        recheck=lambda: _held(list(persons), lambda: calls(viewer, purpose)),
    )


def evaluation(viewer: Viewer) -> Sight:
    """Counts for whoever evaluates: opens nobody. Raises NotThere."""
    if not viewer.has(Role.EVALUATOR):
        raise NotThere
    return Sight(viewer, {}, purpose="evaluation", recheck=lambda: evaluation(viewer))


# Who may be on call, and who may look into an opening that they were not part of.
ON_CALL = (Role.PEER_SPECIALIST, Role.SUPERVISOR)
REVIEWERS = (Role.PRIVACY_OFFICER, Role.SUPERVISOR, Role.MANAGER)


def may_be_opened(viewer: Viewer, person: UUID) -> Scopes:
    """What an emergency lets this viewer see of ``person``: what they said ahead. Nothing for whoever they shut out.

    Nor of someone of another organisation, who works here, or is not yet welcomed. Asks the same for nobody's id.
    """
    said = SaidAhead.objects.filter(person_id=person).values_list("choice", flat=True).first()
    is_shut_out = Never.objects.filter(_shuts_out(viewer), person_id=person).exists()
    takes_part = relations.takes_part(viewer.organisation, person)
    waits = bool(_waiting([person]))
    if is_shut_out or waits or not takes_part or person == viewer.person or not viewer.has(*ON_CALL):
        return frozenset()
    return rules.OF_ON_CALL[rules.Ahead(said or rules.Ahead.PLAN)]


def to_open(viewer: Viewer, person: UUID) -> Sight:
    """For opening a record in an emergency: only whoever is on call, and only what was said ahead. Raises NotThere."""
    scopes = may_be_opened(viewer, person)
    if not OnCall.objects.filter(person_id=viewer.person, until=None).exists() or not scopes:
        raise NotThere(person)
    return Sight(
        viewer,
        {person: scopes},
        purpose="emergency",
        workers=_workers(viewer),
        recheck=lambda: _held([person], lambda: to_open(viewer, person)),
    )


def opened(viewer: Viewer, opening: UUID) -> Sight:
    """What an emergency opening of the viewer's own lets see, for its hour. Raises NotThere.

    Asked at each request: who is shut out meanwhile, or what is said otherwise meanwhile, closes it at once.
    """
    rows = Opening.objects.filter(pk=opening, by_id=viewer.person, organisation_id=viewer.organisation)
    row = rows.filter(until__gt=clock.now()).first()
    scopes = may_be_opened(viewer, row.person_id) if row else frozenset()
    if row is None or not scopes:
        raise NotThere
    return Sight(
        viewer,
        {row.person_id: scopes & rules.OF_ON_CALL[rules.Ahead(row.choice)]},
        purpose="emergency",
        workers=_workers(viewer),
        recheck=lambda: _held([row.person_id], lambda: opened(viewer, opening)),
    )


def reviews(viewer: Viewer, purpose: str = "emergency_review") -> Sight:
    """Why records were opened in emergencies, for whoever reviews it and was not part of it. Raises NotThere."""
    if not viewer.has(*REVIEWERS):
        raise NotThere
    waiting = Opening.objects.filter(organisation_id=viewer.organisation, reviewed_at=None)
    ids = set(waiting.exclude(by_id=viewer.person).values_list("person_id", flat=True))
    persons = dict.fromkeys(ids - _shut_out(viewer) - {viewer.person}, rules.OF_REVIEWER)
    return Sight(
        viewer,
        persons,
        purpose=purpose,
        workers=_workers_ever(viewer),
        recheck=lambda: _held(list(persons), lambda: reviews(viewer, purpose)),
    )


def machine(viewer: Viewer, persons: dict[UUID, Scopes], purpose: str) -> Sight:
    """What a named machine may touch. Raises NotThere for a viewer that is a person."""
    if not viewer.machine:
        raise NotThere
    return Sight(viewer, persons, purpose=purpose, workers=_workers(viewer))
