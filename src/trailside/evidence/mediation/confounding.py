"""How strong would something unmeasured have to be to explain the path away? (Imai, Keele & Yamamoto 2010)

rho is the correlation of the errors of mediator and outcome. Given rho, the indirect effect would be
a (s_y / s_m) (r - rho sqrt((1 - r^2) / (1 - rho^2))), with r the correlation of mediator and outcome given x and the
covariates, and s their spreads given the same. So it is nothing at rho = r.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trailside.evidence.mediation.paths import Layout, slopes
from trailside.evidence.moments import Moments
from trailside.evidence.tables import Array


@dataclass(frozen=True)
class Confounding:
    """``rho`` and the ``indirect`` effect it would leave; ``zero_at`` the rho that leaves nothing.

    ``share`` is zero_at squared times both unexplained shares: how much of the variance of mediator and outcome,
    multiplied, an unmeasured cause would have to explain (their R-squared-tilde product).
    """

    rho: Array
    indirect: Array
    zero_at: float
    share: float


def confounding(moments: Moments, layout: Layout, mediator: int = 0) -> Confounding:
    """For one mediator; other mediators are taken as covariates (they must not cause each other)."""
    others = [i for j, i in enumerate(layout.m) if j != mediator]
    given, pair = [layout.x, *others, *layout.c], [layout.m[mediator], layout.y]
    s = moments.scatter
    rest = s[np.ix_(pair, pair)] - s[np.ix_(pair, given)] @ slopes(s, given, pair)
    r = float(rest[0, 1] / np.sqrt(rest[0, 0] * rest[1, 1]))
    a = float(slopes(s, [layout.x, *layout.c], [layout.m[mediator]])[0, 0])
    rho = np.linspace(-0.9, 0.9, 37)
    indirect = a * np.sqrt(rest[1, 1] / rest[0, 0]) * (r - rho * np.sqrt((1 - r**2) / (1 - rho**2)))
    unexplained = rest[0, 0] / s[pair[0], pair[0]] * rest[1, 1] / s[pair[1], pair[1]]
    return Confounding(rho, indirect, r, float(r**2 * unexplained))
