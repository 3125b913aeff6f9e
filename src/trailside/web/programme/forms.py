"""What a manager sets up."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from trailside.design.forms import BoardsField, LongList
from trailside.people.actions.welcome import NAME_LONGEST
from trailside.people.models import Organisation
from trailside.people.privacy import ROLES
from trailside.people.reads.team import Worker
from trailside.people.rules import LONGEST_GRACE, Kind, Role, Written
from trailside.web.door.forms import roles_field

AT_HOME = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
)
KINDS = [
    (Kind.ONE_TO_ONE.value, _("One to one")),
    (Kind.CIRCLES.value, _("Circles and groups")),
    (Kind.WORKSHOPS.value, _("Workshops")),
    (Kind.ADVOCACY.value, _("Help with offices and rights")),
    (Kind.DROP_IN.value, _("A place to drop in")),
    (Kind.PHONE.value, _("Support by phone")),
]
WRITTEN = [
    (Written.MET.value, _("Only that we met")),
    (Written.OWN_WORDS.value, _("One sentence each, in our own words")),
    (Written.FULL_NOTE.value, _("A full note, because a payer asks for it")),
]


@cache
def _zones() -> list[tuple[str, str]]:
    """Every time zone there is, those of the United States first. The list is read from some hundred files: once."""
    rest = sorted(available_timezones() - set(AT_HOME))
    return [(name, name.replace("_", " ")) for name in (*AT_HOME, *rest)]


class ProgrammeForm(forms.Form):
    """What the programme says about itself, and how much is written of a meeting at most."""

    name = forms.CharField(
        label=_("Name"), max_length=200, error_messages={"required": _("Write what the programme is called.")}
    )
    place = forms.CharField(label=_("Place"), help_text=_("A town is enough."), max_length=200, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken here"),
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of support"), choices=KINDS, widget=forms.CheckboxSelectMultiple, required=False
    )
    written = BoardsField(
        label=_("How much is written of a meeting, at most?"),
        help_text=_("The two who met may always write less. Everyone is told this at their welcome."),
        choices=WRITTEN,
    )
    grace = forms.IntegerField(
        label=_("When someone asks to be forgotten: days to take it back"),
        help_text=_("Until then nobody opens their record. 0 to 30. With 0 it goes at once."),
        min_value=0,
        max_value=LONGEST_GRACE,
        required=False,
    )
    zone = forms.CharField(label=_("Time zone"), widget=LongList(_zones))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = self.fields["languages"]
        assert isinstance(languages, forms.MultipleChoiceField)
        languages.choices = [
            (code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES
        ]

    def clean_zone(self) -> str:
        """One of the list."""
        zone = str(self.cleaned_data["zone"])
        if zone not in dict(_zones()):
            raise forms.ValidationError(forms.ChoiceField.default_error_messages["invalid_choice"] % {"value": zone})
        return zone

    @classmethod
    def of(cls, programme: Organisation) -> ProgrammeForm:
        """The form as the programme stands."""
        return cls(
            initial={
                "name": programme.name,
                "place": programme.place,
                "languages": programme.languages.split(),
                "kinds": programme.kinds.split(),
                "written": programme.written,
                "grace": programme.grace,
                "zone": programme.zone,
                "version": programme.version,
            }
        )


def _only(field: forms.Field, may: Collection[Role]) -> None:
    """Only roles that may be given stand to choose from."""
    assert isinstance(field, forms.MultipleChoiceField)
    field.choices = [(role.value, words) for role, words in ROLES.items() if role in may]


class InviteForm(forms.Form):
    """Whom to invite, and to do what."""

    def __init__(self, *args: Any, may: Collection[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _only(self.fields["roles"], may)

    name = forms.CharField(
        label=_("Whom do you invite?"),
        help_text=_("They can change how they are called."),
        max_length=NAME_LONGEST,
        error_messages={"required": _("Write whom you invite.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    roles = roles_field(
        label=_("What will they do here?"),
        help_text=_("One person may do all of it. Nobody reviews their own work."),
        error_messages={"required": _("Choose at least one thing they will do here.")},
    )


class WorkerForm(forms.Form):
    """What someone does here, and who supports them."""

    roles = roles_field(
        label=_("What they do here"),
        help_text=_("Take all of it away when someone leaves. What they wrote stays."),
        required=False,
    )
    supported_by = forms.MultipleChoiceField(
        label=_("Who supports them"),
        help_text=_("Supporters see that they met people, and what is put up for review."),
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any = None, *, worker: Worker, team: list[Worker], may: Collection[Role]) -> None:
        started = {"roles": worker.roles, "supported_by": [str(one) for one, _name in worker.supported_by]}
        super().__init__(data, initial=started)
        _only(self.fields["roles"], may)
        self.kept = [Role(role) for role in worker.roles if role not in may]
        supporters = self.fields["supported_by"]
        assert isinstance(supporters, forms.MultipleChoiceField)
        supporters.choices = [
            (str(one.person), one.name) for one in team if Role.SUPERVISOR in one.roles and one.person != worker.person
        ]
        if not supporters.choices:
            del self.fields["supported_by"]

    def wanted(self) -> list[Role]:
        """What they do from now on: what was ticked, and what the viewer may not take away."""
        return [*self.kept, *(Role(role) for role in self.cleaned_data["roles"])]
