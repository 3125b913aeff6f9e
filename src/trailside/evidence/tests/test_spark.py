"""Spark answers the same questions, locally and on a master with two workers on this machine.

Needs Java and pyspark (the extra `scale`): script/conformance.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from trailside.evidence import BadTable, growth
from trailside.evidence.mixed.tests.test_one_pass import numbers, table
from trailside.evidence.source import open_source
from trailside.evidence.survival import cox, kaplan_meier

pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed")
pytestmark = pytest.mark.conformance
SHAPES = [
    {"formula": "score ~ month * dose + house"},
    {"formula": "score ~ month + I(month ** 2) + mood", "random": "1 + month", "correlated": False, "method": "ML"},
    {"formula": "score ~ month * house", "site": "site"},
]


@pytest.fixture(scope="module", params=["local", "cluster"])
def session(request, tmp_path_factory):
    home = Path(pyspark.__file__).parent
    daemons = []
    master = "local[2]"
    if request.param == "cluster":
        master = "spark://localhost:17077"
        logs = tmp_path_factory.mktemp("logs")
        environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_HOME": str(home)}
        starts = [["master.Master", "--host", "localhost", "--port", "17077", "--webui-port", "18080"],
                  *[["worker.Worker", "--cores", "1", "--memory", "1g", "--work-dir", str(logs / f"w{i}"), master]
                    for i in range(2)]]  # fmt: skip
        for start in starts:
            command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{start[0]}", *start[1:]]
            out = (logs / f"{len(daemons)}.log").open("w")
            daemons.append(subprocess.Popen(command, env=environment, stdout=out, stderr=out))
            time.sleep(4)
    builder = pyspark.sql.SparkSession.builder.master(master).config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "4").config("spark.executor.memory", "900m")
    spark = builder.config("spark.driver.host", "localhost").getOrCreate()
    yield spark
    spark.stop()
    for daemon in daemons:
        daemon.terminate()
        daemon.wait(30)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("shape", SHAPES, ids=["time and dose", "a curve", "sites"])
def test_growth_from_spark_is_growth_from_duckdb(session, shape):
    data = table()
    here = growth(person="person", data=data, **shape)
    there = growth(person="person", data=session.createDataFrame(data), **shape)
    assert numbers(there) == pytest.approx(numbers(here), rel=1e-9)
    assert (there.n, there.rows) == (here.n, here.rows)


@pytest.mark.filterwarnings("ignore")
def test_time_until_from_spark_is_the_same(session):
    rng = np.random.default_rng(1)
    data = table().assign(t=lambda d: rng.integers(1, 30, len(d)).astype(float), e=lambda d: rng.integers(0, 2, len(d)))
    frame = session.createDataFrame(data)
    here, there = (kaplan_meier("t", "e", data=d, until=10).survival[0].estimate for d in (data, frame))
    assert there == pytest.approx(here, rel=1e-12)
    here, there = (cox("t", "e", ["dose", "mood"], data=d).coefficients for d in (data, frame))
    assert list(there) == pytest.approx(list(here), rel=1e-9)


@pytest.mark.filterwarnings("ignore")
def test_odd_names_and_words_are_quoted(session):
    frame = session.createDataFrame(
        [("it's", 1.0), ("a\\b", float("nan")), (None, 3.0)], "`it's ``me``` string, n double"
    )
    source = open_source(frame)
    odd = source.column("it's `me`")
    for word in ("it's", "a\\b"):
        assert source.ask(f"SELECT count(*) AS n FROM {source.table} WHERE {odd} = {source.literal(word)}")["n"][0] == 1
    with pytest.raises(BadTable, match="no column"):
        source.column("me")
