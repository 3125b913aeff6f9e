"""A list on its way in: the sheet, what was chosen and said so far. This is what stands sealed until it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from trailside.exchange.rules.columns import Field
from trailside.exchange.rules.layout import Layout, chosen, guess
from trailside.exchange.rules.sheet import Sheet


@dataclass(frozen=True)
class Draft:
    """`fields` is None until a manager has looked at the columns; `answers` are by the questions' keys."""

    sheet: Sheet = field(repr=False)
    called: str = field(repr=False)
    heading_row: int = 0
    fields: Mapping[int, Field] | None = None
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def layout(self) -> Layout:
        """What was chosen, else what is likeliest."""
        if self.fields is None:
            return guess(self.sheet)
        return chosen(self.sheet, self.heading_row, self.fields)

    def with_layout(self, layout: Layout) -> "Draft":
        """The draft with these columns; what was answered for other columns is asked again."""
        return replace(self, heading_row=layout.heading.row, fields=dict(layout.fields), answers={})

    def with_answers(self, answers: Mapping[str, str]) -> "Draft":
        """The draft with more answers."""
        return replace(self, answers={**self.answers, **answers})

    def as_data(self) -> dict[str, Any]:
        """The draft as JSON can carry it."""
        return {
            "sheet": self.sheet.as_data(),
            "called": self.called,
            "heading_row": self.heading_row,
            "fields": None if self.fields is None else {str(column): of.value for column, of in self.fields.items()},
            "answers": dict(self.answers),
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Draft":
        """The draft again, from what `as_data` gave."""
        fields = data["fields"]
        return cls(
            sheet=Sheet.from_data(data["sheet"]),
            called=data["called"],
            heading_row=data["heading_row"],
            fields=None if fields is None else {int(column): Field(of) for column, of in fields.items()},
            answers=data["answers"],
        )
