"""Forms of bringing in a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trailside.exchange import wording
from trailside.exchange.rules.columns import Field, is_private
from trailside.exchange.rules.layout import Layout, chosen, guess
from trailside.exchange.rules.question import Ask, Choice, Question
from trailside.exchange.rules.sheet import Sheet

NAMES = {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.CALLED}
EXAMPLES = 3
SHOWN = 40


class UploadForm(forms.Form):
    """The file, and what the programme calls the list (the people on it will read that)."""

    file = forms.FileField(
        label=_("Your list"),
        help_text=_("An .xlsx or .csv file of up to 1 MB and 2,000 rows."),
        error_messages={"required": _("Choose the file with your list."), "empty": wording.REFUSED["empty"]},  # type: ignore[index]  # a StrEnum's value is its key
        widget=forms.FileInput(attrs={"class": "govuk-file-upload", "accept": ".csv,.tsv,.txt,.xlsx,.xlsm"}),
    )
    called = forms.CharField(
        label=_("What do you call this list?"),
        help_text=_("The people on it will read: “We had your name from the programme’s list …”"),
        max_length=100,
        error_messages={"required": _("Give the list a name, for example “participants, spring 2026”.")},
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
    )
    sheet = forms.CharField(
        label=_("Name of the sheet, if the file has several"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
    )


class ColumnsForm(forms.Form):
    """Which column is what. Columns that Trailside has no place for are not asked about."""

    heading = forms.IntegerField(
        label=_("Row with the headings"),
        help_text=_("0 when the list has none."),
        min_value=0,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input govuk-input--width-4"}),
    )

    def __init__(self, sheet: Sheet, layout: Layout, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.layout = layout
        self.fields["heading"].initial = layout.heading.row
        for column in range(sheet.width):
            label = layout.heading.labels[column] if column < len(layout.heading.labels) else ""
            examples = self._examples(column)
            if is_private(label) or not (label or examples):
                continue
            self.fields[f"column-{column}"] = forms.ChoiceField(
                label=label or _("Column %(number)s") % {"number": column + 1},
                help_text=" · ".join(examples) or _("(empty)"),
                choices=[("", _("Leave out")), *((field.value, wording.FIELDS[field]) for field in Field)],
                required=False,
                initial=layout.fields.get(column, ""),
                widget=forms.Select(attrs={"class": "govuk-select"}),
            )

    def _examples(self, column: int) -> list[str]:
        below = (row.cell(column).strip() for row in self.sheet.rows if row.number > self.layout.heading.row)
        texts = list(dict.fromkeys(text for text in below if text))
        return [text if len(text) <= SHOWN else text[:SHOWN] + "…" for text in texts[:EXAMPLES]]

    def clean(self) -> dict[str, Any]:
        """A name column is needed, and each field has one column."""
        cleaned = super().clean() or {}
        taken: dict[str, str] = {}
        for name, field in cleaned.items():
            if not name.startswith("column-") or not field:
                continue
            if field in taken:
                self.add_error(
                    name, _("Two columns are “%(field)s”. Leave one out.") % {"field": wording.FIELDS[Field(field)]}
                )
            taken[field] = name
        if not NAMES & {Field(field) for field in taken}:
            self.add_error(None, _("Say which column holds the names."))
        return cleaned

    def moved(self) -> Layout | None:
        """A fresh guess when the row with the headings was changed; None when it stayed."""
        row = self.cleaned_data.get("heading") or 0
        if row == self.layout.heading.row:
            return None
        return guess(self.sheet, chosen(self.sheet, row, {}).heading)

    def chosen(self) -> Layout:
        """The layout as it was chosen."""
        fields = {
            int(name.removeprefix("column-")): Field(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("column-") and value
        }
        return chosen(self.sheet, self.layout.heading.row, fields)


def _sentence(question: Question) -> str:
    texts = ", ".join(question.texts)
    return str(wording.QUESTIONS[question.ask]) % {
        "texts": texts,
        "rows": ", ".join(map(str, question.rows)),
        "count": len(question.rows),
    }


class QuestionsForm(forms.Form):
    """What has to be said before a list can be brought in. Suggestions are chosen beforehand, and shown as such."""

    def __init__(
        self, questions: Sequence[Question], specialists: Mapping[str, str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.key] = forms.ChoiceField(
                label=_sentence(question),
                choices=[(choice, self._label(choice, specialists)) for choice in question.choices],
                initial=question.answer or question.suggestion,
                error_messages={"required": _("This one needs an answer.")},
                widget=self._widget(question),
            )

    @staticmethod
    def _label(choice: str, specialists: Mapping[str, str]) -> str:
        return specialists.get(choice) or str(wording.CHOICES[Choice(choice)])

    @staticmethod
    def _widget(question: Question) -> forms.Widget:
        if question.ask in {Ask.WHICH_SPECIALIST, Ask.WHO_WELCOMES} and len(question.choices) > 6:
            return forms.Select(attrs={"class": "govuk-select"})
        return forms.RadioSelect()
