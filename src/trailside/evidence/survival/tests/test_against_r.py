"""Random designs, one after another, against R's `survival`. Needs Rscript with r-cran-survival; users never do."""

import shutil
import subprocess

import numpy as np
import pandas as pd
import pytest

from trailside.evidence.survival import competing_risks, cox, fine_gray, gray_test, kaplan_meier, log_rank

pytestmark = [pytest.mark.conformance, pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")]

SCRIPT = """
library(survival); options(digits = 15, warn = -1)
# By default R stops a little before the top.
all_the_way <- coxph.control(eps = 1e-13, iter.max = 50)
all <- read.csv("all.csv", stringsAsFactors = FALSE); out <- file("out.csv", "w")
put <- function(design, what, v)
  cat(paste(design, what, seq_along(v), format(v, digits = 15), sep = ","), sep = "\\n", file = out)
put_cox <- function(design, what, fit) put(design, what, c(coef(fit), sqrt(diag(vcov(fit))), fit$loglik))
for (k in unique(all$design)) {
  d <- all[all$design == k, ]
  fit <- coxph(Surv(t, e) ~ x + z + g, d, control = all_the_way); put_cox(k, "cox", fit)
  put(k, "zph", cox.zph(fit)$table[, 1])
  fit <- coxph(Surv(t, e) ~ x + strata(s), d, control = all_the_way); put_cox(k, "strata", fit)
  put(k, "rank", survdiff(Surv(t, e) ~ g + strata(s), d)$chisq)
  fit <- summary(survfit(Surv(t, e) ~ 1, d, conf.type = "log-log"), times = 10)
  put(k, "km", c(fit$surv, fit$std.err, fit$lower, fit$upper, fit$cumhaz, fit$std.chaz))
  d$ending <- factor(d$k, 0:2); d$id <- seq_len(nrow(d))
  fit <- summary(survfit(Surv(t, ending) ~ 1, d), times = 10); put(k, "aj", c(fit$pstate[1, 2:3], fit$std.err[1, 2:3]))
  fg <- finegray(Surv(t, ending) ~ ., d, etype = "1")
  fit <- coxph(Surv(fgstart, fgstop, fgstatus) ~ x + g + cluster(id), fg, weights = fgwt, control = all_the_way)
  put(k, "fg", c(coef(fit), sqrt(diag(vcov(fit)))))
  if (requireNamespace("cmprsk", quietly = TRUE))
    put(k, "gray", c(cmprsk::cuminc(d$t, d$k, d$g)$Tests[, 1], cmprsk::cuminc(d$t, d$k, d$g, strata = d$s)$Tests[1, 1]))
}
close(out)
"""


def design(k):
    rng = np.random.default_rng(k)
    n = int(rng.integers(60, 300))
    x, z, g, s = rng.normal(size=n), rng.uniform(0, 50, n), rng.choice(["a", "b", "c"], n), rng.choice(["n", "s"], n)
    time = rng.exponential(20 * np.exp(-0.5 * x + 0.01 * z))
    # Half of the designs have many ties, the other half hardly any; R takes times closer than 1e-8 as equal.
    time = np.ceil(time) if k % 2 else np.round(time, 3) + 0.001
    kind = rng.choice([0, 1, 2], n, p=[0.3, 0.45, 0.25])
    ended = (kind > 0).astype(int)
    return pd.DataFrame({"design": k, "t": time, "e": ended, "k": kind, "x": x, "z": z, "g": g, "s": s})


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    folder = tmp_path_factory.mktemp("r")
    pd.concat([design(k) for k in range(200)]).to_csv(folder / "all.csv", index=False)
    subprocess.run(["Rscript", "-e", SCRIPT], cwd=folder, check=True, capture_output=True)
    found = pd.read_csv(folder / "out.csv", names=["design", "what", "i", "value"])
    return found.pivot_table(index="design", columns=["what", "i"], values="value", dropna=False)


@pytest.mark.parametrize("start", range(0, 200, 25))
def test_random_designs_are_equal_to_r(reference, start):
    for k in range(start, start + 25):
        table, told = design(k), reference.loc[k]
        fit = cox("t", "e", ["x", "z", "g"], data=table)
        ours = [*fit.coefficients, *fit.errors, fit.loglik_null, fit.loglik]
        assert ours == pytest.approx(told["cox"].dropna().to_list(), rel=1e-6, abs=1e-7), k
        # R tests a word as a whole, so only numbers and the whole are compared.
        zph = told["zph"].dropna().to_list()
        mine = [*fit.steady.statistic[:2], fit.steady.together]
        assert mine == pytest.approx([*zph[:2], zph[-1]], rel=1e-4, abs=1e-6), k
        fit = cox("t", "e", ["x"], strata=["s"], data=table)
        ours = [*fit.coefficients, *fit.errors, fit.loglik_null, fit.loglik]
        assert ours == pytest.approx(told["strata"].dropna().to_list(), rel=1e-6, abs=1e-7), k
        rank = log_rank("t", "e", by="g", strata=["s"], data=table).test.statistic
        assert rank == pytest.approx(told["rank"].to_list()[0], rel=1e-8), k
        answer = kaplan_meier("t", "e", data=table, until=10)
        (curve,), (hazard,) = answer.survival, answer.hazard
        i = int(np.searchsorted(curve.times, 10, side="right")) - 1
        ours = [curve.estimate[i], curve.error[i], curve.low[i], curve.high[i], hazard.estimate[i], hazard.error[i]]
        assert ours == pytest.approx(told["km"].dropna().to_list(), rel=1e-9), k
        (found,) = competing_risks("t", "k", data=table, until=10).incidence
        ours = [c.estimate[i] for c in found.curves] + [c.error[i] for c in found.curves]
        assert ours == pytest.approx(told["aj"].dropna().to_list(), rel=1e-8), k
        fit = fine_gray("t", "k", ["x", "g"], of="1", data=table)
        assert [*fit.coefficients, *fit.errors] == pytest.approx(told["fg"].dropna().to_list(), rel=1e-5), k
        if "gray" in told:
            ours = [gray_test("t", "k", of=of, by="g", data=table).test.statistic for of in ("1", "2")]
            ours.append(gray_test("t", "k", of="1", by="g", strata=["s"], data=table).test.statistic)
            assert ours == pytest.approx(told["gray"].dropna().to_list(), rel=1e-8), k
