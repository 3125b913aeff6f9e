"""How much a file may be. Twice what a programme of a thousand people needs; far below what could hurt the server."""

MAX_BYTES = 1_000_000
"""Bytes of the uploaded file. The server keeps bodies of 1 MiB in memory, so that it never stands on disk in clear."""

MAX_UNPACKED = 25_000_000
"""Bytes of an XLSX file's parts together, as its own directory states them (`zipfile` reads no more than stated)."""

MAX_RATIO = 100
"""Unpacked over packed bytes; real spreadsheets stay under 50, zip bombs start near 1,000."""

MAX_PARTS = 500
"""Files inside an XLSX file."""

MAX_ROWS = 2_000
"""Rows that hold something, in one sheet."""

MAX_ROW_NUMBER = 20_000
"""The last row that is looked at; a row far below nothing is a trap, not a list."""

MAX_COLUMNS = 100
"""Columns up to the last one that holds something."""

MAX_CELL = 32_767
"""Characters in one cell: what Excel itself allows."""

MAX_TEXT = 8_000_000
"""Characters of all cells together."""

CPU_SECONDS = 5
"""Processor seconds for reading one file."""

WALL_SECONDS = 10
"""Seconds on the clock for reading one file."""

MEMORY_BYTES = 100_000_000
"""Private memory of the process that reads one file."""
