"""Random designs against lavaan. Needs Rscript with r-cran-lavaan; users never do."""

import shutil
import subprocess

import numpy as np
import pandas as pd
import pytest

from trailside.evidence.mediation import mediate

pytestmark = [pytest.mark.conformance, pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")]
DESIGNS = 40

SCRIPT = """
library(lavaan); all <- read.csv("all.csv"); out <- file("out.csv", "w")
model <- "m ~ a1*x + c\n k ~ a2*x + c\n m ~~ k\n y ~ d*x + b1*m + b2*k + c
  one := a1*b1\n two := a2*b2\n total := d+one+two"
for (i in unique(all$design)) {
  found <- parameterEstimates(sem(model, all[all$design == i, ]))
  for (name in c("one", "two", "d", "total")) {
    row <- found[found$label == name, ]
    cat(paste(i, name, format(row$est, digits = 15), format(row$se, digits = 15), sep = ","), "\\n", file = out)
  }
}
close(out)
"""


def design(i):
    rng = np.random.default_rng(i)
    n = int(rng.integers(80, 300))
    x, c = rng.normal(size=n), rng.normal(50, 10, n)
    e = rng.multivariate_normal([0, 0], [[1, 0.3], [0.3, 1]], n)
    m, k = 0.5 * x + 0.02 * c + e[:, 0], 0.2 * x + e[:, 1]
    y = 0.3 * x + 0.4 * m + 0.2 * k + 0.01 * c + rng.normal(size=n)
    return pd.DataFrame({"design": i, "person": np.arange(n), "x": x, "c": c, "m": m, "k": k, "y": y})


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    folder = tmp_path_factory.mktemp("r")
    pd.concat([design(i) for i in range(DESIGNS)]).to_csv(folder / "all.csv", index=False)
    (folder / "run.R").write_text(SCRIPT)
    subprocess.run(["Rscript", "run.R"], cwd=folder, check=True, capture_output=True)
    return pd.read_csv(folder / "out.csv", names=["design", "name", "value", "error"]).set_index(["design", "name"])


def test_paths_are_equal_and_errors_agree(reference):
    for i in range(DESIGNS):
        data, told = design(i), reference.loc[i]
        answer = mediate("x", ["m", "k"], "y", person="person", data=data, covariates=["c"], method="monte carlo")
        by_name = {each.name: each for each in answer.estimates}
        pairs = {"indirect through m": "one", "indirect through k": "two", "direct": "d", "total": "total"}
        for ours, theirs in pairs.items():
            # lavaan stops by its own optimiser's tolerance; least squares is exact.
            assert by_name[ours].value == pytest.approx(told.loc[theirs, "value"], abs=1e-6), (i, ours)
        # Theirs is by the delta method and n instead of n - p; ours by the spread of 20,000 draws.
        assert by_name["indirect through m"].error == pytest.approx(told.loc["one", "error"], rel=0.1), i
