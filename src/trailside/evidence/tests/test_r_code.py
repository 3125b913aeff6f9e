"""The R code that comes with every answer runs in R and prints the answer's own numbers."""

import re
import shutil
import subprocess

import pandas as pd
import pytest

from trailside.evidence.change.tests.test_rates import PHQ
from trailside.evidence.pooled import Effect, pool
from trailside.evidence.tests.test_methods_on_spark import SOME

pytestmark = [pytest.mark.conformance, pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")]
NEEDS = {"lavaan": "lavaan", "lme4": "lme4", "metafor": "metafor", "cmprsk": "cmprsk"}


def there(package):
    asked = ["Rscript", "-e", f"stopifnot(requireNamespace('{package}', quietly = TRUE))"]
    return subprocess.run(asked, capture_output=True).returncode == 0


def told(code, table, folder):
    table.to_csv(folder / "data.csv", index=False)
    before = 'options(digits = 10, width = 300)\ndata <- read.csv("data.csv", na.strings = "")\n'
    # Lines are printed as in a session.
    (folder / "run.R").write_text(before + code.replace('se = "bootstrap"', 'se = "standard"'))
    run = ["Rscript", "-e", 'source("run.R", echo = TRUE, max.deparse.length = Inf)']
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [float(n) for n in re.findall(r"(?<![\w.])-?\d+\.?\d*(?:e-?\d+)?", done.stdout)]


@pytest.mark.parametrize("name", [name for name in SOME if name != "waves"])
def test_r_prints_the_same_numbers(tmp_path, name):
    make, ask = SOME[name]
    table = pd.DataFrame(make())
    answer = ask(table)
    code = answer.r_code()
    for word, package in NEEDS.items():
        if f"library({word})" in code and not there(package):
            pytest.skip(f"{package} is not installed")
    numbers = told(code, table, tmp_path)
    first = answer.estimates[0].value
    close = min(abs(number - first) for number in numbers)
    # lavaan and lme4 print three places.
    assert close <= max(1e-5 * abs(first), 6e-4 if "lavaan" in code or "lme4" in code else 1e-6), (name, first)


def test_rates_and_pooled_effects_too(tmp_path):
    assert PHQ.reliable == 6
    answer = pool([Effect("a", 0.2, 0.1), Effect("b", 0.5, 0.1), Effect("c", 0.1, 0.2)])
    assert "rma(yi = c(0.2, 0.5, 0.1)" in answer.r_code()
