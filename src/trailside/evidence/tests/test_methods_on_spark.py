"""Every method asks Spark the same questions and gets the same answers. Needs pyspark and Java; most users never do."""

import importlib.util
import shutil

import numpy as np
import pandas as pd
import pytest

from trailside import evidence
from trailside.evidence.change.tests.test_rates import PHQ
from trailside.evidence.change.tests.test_rates import table as scores
from trailside.evidence.mediation.tests.test_mediation import waves
from trailside.evidence.missing.tests.test_missing import SIX, answers
from trailside.evidence.survival.tests.test_counting import people
from trailside.evidence.tests.test_attainment import goals
from trailside.evidence.tests.test_bad_tables import METHODS, table

HERE = {"still_here": "still here"}
SOME = {
    "endings": (people, lambda d: evidence.competing_risks("days", "ending", by="arm", data=d, **HERE)),
    "fine-gray": (
        people,
        lambda d: evidence.fine_gray("days", "ending", ["dose", "arm"], of="lost touch", data=d, **HERE),
    ),
    "cox with strata": (
        people,
        lambda d: evidence.cox("days", "ending", ["dose"], count=["lost touch"], strata=["site"], data=d, **HERE),
    ),
    "log-rank": (people, lambda d: evidence.log_rank("days", "left", by="arm", strata=["site"], data=d)),
    "gray": (
        people,
        lambda d: evidence.gray_test("days", "ending", of="lost touch", by="arm", until=180, data=d, **HERE),
    ),
    "waves": (
        lambda: waves(people=60),
        lambda d: evidence.mediate("support", "efficacy", "recovery", person="person", wave="wave", data=d),
    ),
    "follow-up": (answers, lambda d: evidence.follow_up("person", "day", "ago", [SIX], data=d)),
    "goals": (goals, lambda d: evidence.goal_attainment("level", person="person", weight="weight", data=d)),
    "rates": (scores, lambda d: evidence.improvement_rates([PHQ], data=d)),
} | {name: (table, ask) for name, (_, ask) in METHODS.items()}

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed"),
    pytest.mark.skipif(not shutil.which("java"), reason="Java is not installed"),
]


@pytest.fixture(scope="module")
def spark():
    sql = importlib.import_module("pyspark.sql")
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.mark.parametrize("name", SOME)
def test_the_same_answer(spark, name):
    make, ask = SOME[name]
    data = pd.DataFrame(make())
    embedded, distributed = ask(data), ask(spark.createDataFrame(data))
    for one, other in zip(embedded.estimates, distributed.estimates, strict=True):
        assert one.name == other.name
        np.testing.assert_allclose([one.value, one.error], [other.value, other.error], rtol=1e-9, atol=1e-9)
        if one.interval:
            np.testing.assert_allclose(one.interval.low, other.interval.low, rtol=1e-9, atol=1e-9)
