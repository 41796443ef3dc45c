"""How much the mood moves from one day to the next.

The root mean square of successive differences (von Neumann et al. 1941), the measure of
instability in ecological momentary assessment (Jahng, Wood & Trull 2008, Psychological Methods
13:354): a slow drift leaves it small, ups and downs make it large. Here over daily means, and only
between days that follow each other. Days with one message move more by chance than days with many.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from statistics import fmean

from bot.mood.trends import FEW_DAYS, Day

_ONE_DAY = timedelta(days=1)


def volatility(days: Sequence[Day]) -> float | None:
    """Return the RMSSD of the daily means, 0 to 2; None with fewer than four pairs of days."""
    steps = [
        after.mean_valence - day.mean_valence
        for day, after in pairwise(days)
        if after.day - day.day == _ONE_DAY
    ]
    return math.sqrt(fmean(step**2 for step in steps)) if len(steps) >= FEW_DAYS else None
