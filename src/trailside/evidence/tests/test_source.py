"""One table in every coat gives one answer."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest

from trailside.evidence.duck import DuckSource, embedded
from trailside.evidence.errors import BadTable
from trailside.evidence.source import open_source

ODD = 'it\'s "me"'
PLAIN = {"person": ["a", "a", "b"], "score": [1.0, None, 4.0], "wave": [0, 1, 0], ODD: ["x", "y'z", None]}


def coats(folder):
    table = pa.table(PLAIN)
    pa.parquet.write_table(table, folder / "t.parquet")
    pa.csv.write_csv(table, folder / "t.csv")
    connection = embedded()
    connection.register("somewhere", table)
    return [table, table.to_pandas(), PLAIN, folder / "t.parquet", str(folder / "t.csv"),
            DuckSource(connection, "somewhere")]  # fmt: skip


def test_every_coat_answers_the_same(tmp_path):
    for coat in coats(tmp_path):
        source = open_source(coat)
        assert dict(source.kinds) == {"person": "text", "score": "number", "wave": "number", ODD: "text"}
        odd, score, wanted = source.column(ODD), source.number("score"), source.literal("y'z")
        answer = source.ask(
            f"SELECT count(*) AS n, sum({score}) AS total, max({odd}) AS odd, "
            f"sum(CASE WHEN {odd} = {wanted} THEN 1 ELSE 0 END) AS hit FROM {source.table}"
        )
        assert (answer["n"][0], answer["total"][0], answer["odd"][0], answer["hit"][0]) == (3, 5.0, "y'z", 1)


def test_null_is_nan_and_none():
    source = open_source(PLAIN)
    odd = source.column(ODD)
    answer = source.ask(f"SELECT score, {odd} AS odd FROM {source.table}")
    assert np.isnan(answer["score"]).tolist() == [False, True, False]
    assert answer["odd"].tolist() == ["x", "y'z", None]


def test_a_wrong_name_text_for_numbers_and_no_table_say_what_to_do(tmp_path):
    source = open_source(pd.DataFrame(PLAIN))
    with pytest.raises(BadTable, match=r"no column 'scores'.*'score'"):
        source.column("scores")
    with pytest.raises(BadTable, match=r"'person' holds text.*leave those cells empty"):
        source.number("person")
    with pytest.raises(BadTable, match=r"cannot be read as a table"):
        open_source(object())
    with pytest.raises(BadTable, match=r"nothing\.csv cannot be read"):
        open_source(tmp_path / "nothing.csv")
    with pytest.raises(BadTable, match=r"give a \.parquet"):
        open_source("report.docx")
