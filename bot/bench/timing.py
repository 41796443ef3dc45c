"""How long things take when they take turns."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Latency:
    """The middle and the slow end of some durations, in milliseconds."""

    p50_ms: float
    p95_ms: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Latency:
        """The percentiles of ``seconds``."""
        p50, p95 = np.percentile(seconds, [50, 95]) * 1000
        return cls(float(p50), float(p95))

    def as_dict(self) -> dict[str, float]:
        """Plain values for JSON."""
        return {"p50_ms": round(self.p50_ms, 3), "p95_ms": round(self.p95_ms, 3)}


def side_by_side(
    ways: Mapping[str, Callable[[str], object]],
    texts: Sequence[str],
    repeat: int,
    after_round: Callable[[int], None],
) -> dict[str, Latency]:
    """How long each of ``ways`` takes for a text of ``texts``, each measured ``repeat`` times.

    The ways take turns at every text, so that whatever else the machine does meets all of them
    alike. A first round, which warms up, is not counted.
    """
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for done in range(repeat + 1):
        for text in texts:
            for name, way in ways.items():
                seconds = seconds_for(way, text)
                if done:
                    taken[name].append(seconds)
        after_round(done)
    return {name: Latency.of(seconds) for name, seconds in taken.items()}


def seconds_for(work: Callable[..., object], *given: object) -> float:
    """How long ``work`` takes on what is ``given``."""
    start = time.perf_counter()
    work(*given)
    return time.perf_counter() - start
