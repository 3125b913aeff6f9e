"""A CSV file, whatever it is separated by."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from trailside.exchange.rules.headings import best_heading
from trailside.exchange.rules.refusal import Reason, Refused
from trailside.exchange.rules.sheet import Gathering, Row, Sheet
from trailside.exchange.rules.text import decode

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_ROWS = 60
# Stands behind the last line: when it is not a row of its own, a quotation mark before it was never closed.
END = "\ue000end of file\ue000"


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    lines = io.StringIO(text if text.endswith(("\n", "\r")) else text + "\n", newline="")
    return csv.reader(chain(lines, (END,)), delimiter=delimiter)


def _fitness(text: str, delimiter: str) -> tuple[int, float, int]:
    """How well a delimiter fits: headings recognised, share of rows of the commonest width, that width."""
    try:
        records = [record for record in islice(_records(text, delimiter), SAMPLE_ROWS) if any(record)]
    except csv.Error:
        return (0, 0.0, 0)
    rows = [Row(number, tuple(record)) for number, record in enumerate(records, 1) if record != [END]]
    widths = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
    if not widths:
        return (0, 0.0, 1)
    width, times = widths.most_common(1)[0]
    return (best_heading(rows).recognised, times / len(rows), width)


def _delimiter(text: str) -> tuple[str, str]:
    """The delimiter and the text without Excel's own `sep=;` line."""
    first, _, rest = text.partition("\n")
    stated = first.strip().strip('"')
    if stated.lower().startswith("sep=") and len(stated) <= 5:
        # The blank line keeps the numbers that Excel shows.
        return (stated[4:] or "\t", "\n" + rest)
    return max(DELIMITERS, key=lambda delimiter: _fitness(text, delimiter)), text


def _swallows(record: list[str], delimiter: str) -> bool:
    """Does a cell hold lines that have as many separators as a row of this file?"""
    fewest = max(2, len(record) - 1)
    return any(line.count(delimiter) >= fewest for cell in record if "\n" in cell for line in cell.splitlines()[1:])


def read_text(data: bytes) -> Sheet:
    """The rows of a text file; refuses what is not one."""
    text, encoding = decode(data)
    delimiter, text = _delimiter(text)
    gathering, swallowing = Gathering(), []
    number, last = 0, [""]
    try:
        for number, record in enumerate(_records(text, delimiter), 1):
            last = record
            if record != [END]:
                if record and END in record[-1]:
                    raise Refused(Reason.OPEN_QUOTE, number)
                if _swallows(record, delimiter):
                    swallowing.append(number)
                gathering.add(number, record)
    except csv.Error as error:
        reason = Reason.CELL_TOO_LONG if "field limit" in str(error) else Reason.BROKEN
        raise Refused(reason, number + 1) from error
    except TypeError as error:
        # A `sep=` line that names a sign csv cannot use.
        raise Refused(Reason.BROKEN, 1) from error
    if last != [END]:
        raise Refused(Reason.OPEN_QUOTE, number)
    return Sheet(gathering.done(), "csv", encoding=encoding, swallowing=tuple(swallowing))
