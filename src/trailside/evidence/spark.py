"""Tables that Spark holds, asked the same questions; nothing of Spark is imported, the frame brings its own session."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from trailside.evidence.tables import Answer, Kind, columns_of, missing_column, not_a_number, plain_literal

_KINDS: Mapping[str, Kind] = {
    "tinyint": "number", "smallint": "number", "int": "number", "bigint": "number", "float": "number",
    "double": "number", "boolean": "flag", "string": "text", "date": "time", "timestamp": "time",
    "timestamp_ntz": "time",
}  # fmt: skip


def is_spark_frame(data: object) -> bool:
    """True for a PySpark data frame, classic or Connect."""
    return type(data).__module__.startswith("pyspark.sql") and type(data).__name__ == "DataFrame"


class SparkSource:
    """A Spark data frame under a temporary name of its own."""

    def __init__(self, frame: Any) -> None:
        self.session = frame.sparkSession
        self.table = f"evidence_{uuid.uuid4().hex}"
        frame.createOrReplaceTempView(self.table)
        self.kinds: Mapping[str, Kind] = {name: _kind(kind) for name, kind in frame.dtypes}
        self.whole = frozenset(name for name, kind in frame.dtypes if kind.endswith("int"))

    def column(self, name: str) -> str:
        if name not in self.kinds:
            raise missing_column(name, self.kinds)
        return "`" + name.replace("`", "``") + "`"

    def number(self, name: str) -> str:
        quoted = self.column(name)
        if self.kinds[name] not in ("number", "flag"):
            raise not_a_number(name, self.kinds[name])
        return f"CAST({quoted} AS DOUBLE)"

    def literal(self, value: object) -> str:
        if isinstance(value, str):
            return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
        return plain_literal(value)

    def ask(self, sql: str) -> Answer:
        return columns_of(self.session.sql(sql).toArrow())


def _kind(engine_type: str) -> Kind:
    return "number" if engine_type.startswith("decimal") else _KINDS.get(engine_type, "other")
