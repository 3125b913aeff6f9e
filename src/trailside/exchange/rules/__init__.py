"""Plain rules for formats in and out: no Django, no database, no clock.

A spreadsheet goes through four steps, each with its own value type and no side effects::

    bytes --apart--> Sheet --headings, columns--> Layout --build--> Preview

Whatever is wrong with the whole file is one `Refused`; whatever is wrong with one row is a `Problem` with its row.
"""
