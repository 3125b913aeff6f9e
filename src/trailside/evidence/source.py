"""Anything that answers GROUP BY.

A method never holds the rows. It writes one plain SQL question in the dialect that DuckDB and Spark share, and gets
back a few small arrays. `open_source` turns what people really have into a `Source`:

* an Arrow table, a pandas or polars frame, a dict of columns: read in place by DuckDB,
* the path of a Parquet, CSV or TSV file (`*` takes several): read by DuckDB without loading it,
* a table of an open DuckDB connection: `DuckSource(connection, "checkins")`,
* a Spark data frame.

How a question is written, the same for all of them::

    source = open_source(data)
    score = source.number("score")            # CAST("score" AS DOUBLE), quoted as the engine wants it
    answer = source.ask(f"SELECT count(*) AS n, sum({score}) AS total FROM {source.table}")
    answer["total"][0]                        # one numpy array per column; NULL is nan (numbers) or None (text)

Kept to what both engines understand: SELECT (nested, WITH), WHERE, GROUP BY, CASE, CAST AS DOUBLE/BIGINT/STRING,
sum avg min max count any_value bit_or bit_count, ln exp sqrt power abs round floor isnan coalesce, window functions;
names and text only through `column`, `number` and `literal`. Why plain SQL: `docs/decisions/evidence-sql.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from trailside.evidence.duck import DuckSource, from_file, in_memory
from trailside.evidence.spark import SparkSource, is_spark_frame
from trailside.evidence.tables import Answer, Array, Kind, Source, names

__all__ = ["Answer", "Array", "DuckSource", "Kind", "Source", "SparkSource", "names", "open_source"]


def open_source(data: object) -> Source:
    """Turn `data` into a Source without copying it.

    Raises BadTable for a file that is not there or not a table, and for an object that is none.
    """
    if isinstance(data, Source):
        return data
    if is_spark_frame(data):
        return SparkSource(data)
    if isinstance(data, str | Path):
        return from_file(Path(data))
    if isinstance(data, Mapping):
        return in_memory(pa.table(dict(data)))
    return in_memory(data)
