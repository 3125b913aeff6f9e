"""Which column is what: a good guess that a manager can change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from trailside.exchange.rules.columns import Field, field_of, is_private
from trailside.exchange.rules.emails import email_of
from trailside.exchange.rules.headings import NO_HEADING, Heading, best_heading, heading_at
from trailside.exchange.rules.phones import looks_like_phone
from trailside.exchange.rules.sheet import Row, Sheet

SAMPLE = 50
MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Layout:
    """The heading and the fields by column (from 0). A column that is not here is not brought in."""

    heading: Heading
    fields: Mapping[int, Field]

    def column_of(self, field: Field) -> int:
        """The column of a field, or -1."""
        return next((column for column, found in self.fields.items() if found is field), -1)

    @property
    def has_name(self) -> bool:
        """Is there a column to take names from?"""
        return bool({Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.CALLED} & set(self.fields.values()))


def _rows_below(sheet: Sheet, heading: Heading) -> list[Row]:
    return list(islice((row for row in sheet.rows if row.number > heading.row), SAMPLE))


def _mostly(rows: list[Row], column: int, test: Callable[[str], bool]) -> bool:
    texts = [text for row in rows if (text := row.cell(column).strip())]
    return bool(texts) and sum(map(test, texts)) >= MOSTLY * len(texts)


def _by_content(rows: list[Row], columns: list[int], taken: dict[int, Field]) -> None:
    """Columns without a telling heading: phones and e-mails show themselves."""
    for field, test in ((Field.PHONE, looks_like_phone), (Field.EMAIL, lambda text: bool(email_of(text)))):
        if field in taken.values():
            continue
        found = next((column for column in columns if column not in taken and _mostly(rows, column, test)), None)
        if found is not None:
            taken[found] = field


def _name_by_content(rows: list[Row], columns: list[int], taken: dict[int, Field]) -> None:
    """Without headings the first column of words is the likeliest name."""
    for column in columns:
        if column not in taken and _mostly(rows, column, lambda text: any(map(str.isalpha, text)) and len(text) < 60):
            taken[column] = Field.NAME
            return


def guess(sheet: Sheet, heading: Heading | None = None) -> Layout:
    """The likeliest layout. With `heading` given, only the columns are guessed."""
    heading = best_heading(sheet.rows) if heading is None else heading
    taken: dict[int, Field] = {}
    for column, label in enumerate(heading.labels):
        field = field_of(label)
        if field and field not in taken.values():
            taken[column] = field
    columns = [n for n in range(sheet.width) if not (n < len(heading.labels) and is_private(heading.labels[n]))]
    rows = _rows_below(sheet, heading)
    # Phones and e-mails of somebody else have headings that say so; only columns without a heading are looked into.
    bare = [n for n in columns if n >= len(heading.labels) or not heading.labels[n]]
    _by_content(rows, bare, taken)
    values = set(taken.values())
    if Field.FIRST_NAME in values and Field.LAST_NAME not in values and Field.NAME not in values:
        # "Nombre" alone is the whole name.
        taken = {column: Field.NAME if field is Field.FIRST_NAME else field for column, field in taken.items()}
    elif Field.NAME in values and Field.LAST_NAME in values and Field.FIRST_NAME not in values:
        taken = {column: Field.FIRST_NAME if field is Field.NAME else field for column, field in taken.items()}
    if not {Field.NAME, Field.FIRST_NAME, Field.CALLED} & set(taken.values()):
        _name_by_content(rows, bare, taken)
    return Layout(heading, taken)


def chosen(sheet: Sheet, heading_row: int, fields: Mapping[int, Field]) -> Layout:
    """The layout a manager chose. Columns for private matters stay out whatever was chosen."""
    heading = heading_at(sheet.rows, heading_row) if heading_row else NO_HEADING
    private = {column for column, label in enumerate(heading.labels) if is_private(label)}
    return Layout(heading, {column: field for column, field in fields.items() if column not in private})


def without_private(sheet: Sheet) -> Sheet:
    """The sheet with the columns emptied that Trailside has no place for; their headings stay, to say so."""
    heading = best_heading(sheet.rows)
    private = {column for column, label in enumerate(heading.labels) if is_private(label)}
    if not private:
        return sheet
    rows = tuple(
        row
        if row.number <= heading.row
        else Row(row.number, tuple("" if column in private else cell for column, cell in enumerate(row.cells)))
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)
