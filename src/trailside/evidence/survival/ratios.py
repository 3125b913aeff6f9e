"""Hazard ratios in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2

from trailside.evidence import limits
from trailside.evidence.result import Estimate, Interval, Result
from trailside.evidence.survival.proportional import Steadiness
from trailside.evidence.survival.scan import Leaving
from trailside.evidence.tables import Array
from trailside.evidence.words import CANNOT_TELL, MORE_THAN_CHANCE, Language, Said, number

ASSUMED = (
    Said(
        "People we stopped seeing would have gone on like those alike in the covariates whom we still saw.",
        "Las personas que dejamos de ver habrían seguido como las parecidas que aún veíamos.",
    ),
    Said(
        "Each ratio is the same at any moment and for each further unit.",
        "Cada razón es la misma en todo momento y para cada unidad más.",
    ),
)

NOT_WHY = Said("This shows what goes with it, not why.", "Esto muestra con qué va unido, no por qué.")


@dataclass(frozen=True, kw_only=True)
class Ratios(Result):
    """A fitted Cox model. ``coefficients`` (p,) are log hazard ratios per unit, with their ``covariance`` (p, p).

    ``decrement`` proves convergence: the log-likelihood still to gain is half of it. ``steady`` is the check of
    proportional hazards (None for Fine-Gray).
    """

    leaving: Leaving
    covariates: tuple[str, ...]
    strata: tuple[str, ...]
    terms: tuple[str, ...]
    endings: int
    coefficients: Array
    covariance: Array
    loglik_null: float
    loglik: float
    decrement: float
    steady: Steadiness | None
    level: float
    of: str | None = None

    @property
    def errors(self) -> Array:
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """On the log scale, where no effect is 0; `ratios` has them as ratios."""
        return tuple(
            Estimate(f"log ratio: {name}", b, limits.normal(b, se, self.level), se, p=limits.two_sided(b, se))
            for name, b, se in zip(self.terms, self.coefficients.tolist(), self.errors.tolist(), strict=True)
        )

    @property
    def ratios(self) -> tuple[Estimate, ...]:
        """exp of the estimates: 1 is no effect."""
        listed = []
        for name, each in zip(self.terms, self.estimates, strict=True):
            assert each.interval is not None
            span = Interval(float(np.exp(each.interval.low)), float(np.exp(each.interval.high)), self.level)
            listed.append(Estimate(name, float(np.exp(each.value)), span, p=each.p))
        return tuple(listed)

    @property
    def together_p(self) -> float:
        """The likelihood-ratio test that no covariate matters."""
        return float(chi2.sf(2 * (self.loglik - self.loglik_null), len(self.terms)))

    @property
    def unsteady(self) -> tuple[str, ...]:
        """Covariates whose effect changes over time, after Holm's correction for looking at several."""
        if self.steady is None:
            return ()
        order = np.argsort(self.steady.p)
        beyond = self.steady.p[order] * (len(order) - np.arange(len(order))) < 1 - self.level
        held = int(np.argmin(beyond)) if not beyond.all() else len(order)
        return tuple(self.terms[i] for i in order[:held])

    @property
    def _comes(self) -> Said:
        """The ending by its name, and how its coming is compared: Fine-Gray speaks of how many, Cox of how fast."""
        if self.of is not None:
            return Said(f"'{self.of}' comes {{}} times as often, others in the way",
                        f"«{self.of}» llega {{}} veces tan a menudo, con los otros finales de por medio")  # fmt: skip
        if self.leaving.count:
            en, es = (
                ", ".join(f"'{name}'" for name in self.leaving.count),
                ", ".join(f"«{n}»" for n in self.leaving.count),
            )
            return Said(f"{en} comes {{}} times as fast", f"{es} llega {{}} veces tan rápido")
        return Said("the ending comes {} times as fast", "el final llega {} veces tan rápido")

    def sentence(self, language: Language = "en") -> str:
        words, comes = [], self._comes
        for ratio, log in zip(self.ratios, self.estimates, strict=True):
            assert ratio.interval is not None
            sure = MORE_THAN_CHANCE if log.beyond_chance else CANNOT_TELL
            low, high = number(ratio.interval.low), number(ratio.interval.high)
            more = Said("", "") if ": " in ratio.name else Said(", one more", ", uno más")
            words.append(
                Said(
                    f"{ratio.name}{more.en}: {comes.en.format(number(ratio.value))} ({low} to {high}); {sure.en}.",
                    f"{ratio.name}{more.es}: {comes.es.format(number(ratio.value))} ({low} a {high}); {sure.es}.",
                )
            )
        if self.unsteady:
            listed = ", ".join(self.unsteady)
            words.append(
                Said(
                    f"The effect of {listed} changes over time; its ratio is only an average.",
                    f"El efecto de {listed} cambia con el tiempo; su razón es solo un promedio.",
                )
            )
        if len(self.terms) > 1:
            words.append(
                Said(
                    f"{len(self.terms)} effects were looked at together; such intervals miss 1 time in 20 by chance.",
                    f"Se miraron {len(self.terms)} efectos a la vez; 1 de cada 20 intervalos falla por azar.",
                )
            )
        return " ".join(part.into(language) for part in (*words, *self.refusals))

    def r_code(self) -> str:
        right = " + ".join([*self.covariates, *(f"strata({name})" for name in self.strata)])
        if self.of is not None:
            return (
                f"library(survival)\ndata$status <- {self.leaving.r_status}\ndata$id <- seq_len(nrow(data))\n"
                f'fg <- finegray(Surv({self.leaving.time}, status) ~ ., data, etype = "{self.of}")\n'
                f"coxph(Surv(fgstart, fgstop, fgstatus) ~ {right} + cluster(id), fg, weights = fgwt)"
            )
        return (
            f"library(survival)\nevent <- {self.leaving.r_ended}\n"
            f"fit <- coxph(Surv({self.leaving.time}, event) ~ {right}, data)\n"
            "summary(fit); cox.zph(fit)"
        )
