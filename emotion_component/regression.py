"""Multinomial logistic regression of what to add to logits that are there already."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize

_TOLERANCE = 1e-5
_MOST_STEPS = 200


def fit_correction(
    features: np.ndarray,
    logits: np.ndarray,
    targets: np.ndarray,
    importance: np.ndarray,
    penalty: float,
    start: np.ndarray | None = None,
) -> np.ndarray:
    """Weights (width, classes), so that ``logits + features @ weights`` fit ``targets``.

    The least of the rows' cross-entropies, each times its ``importance`` (rows,), plus
    ``penalty / 2`` times the squared weights: found by L-BFGS, the same at every run. There is
    no intercept, so rows of zeros keep their logits.

    :param features: (rows, width).
    :param logits: (rows, classes).
    :param targets: (rows, classes), each row summing to 1.
    :param start: weights to begin from, zero when left out.
    """
    shape = (features.shape[1], logits.shape[1])
    wanted = importance[:, None] * targets

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(shape)
        logs = _log_softmax(logits + features @ weights)
        slope = features.T @ (importance[:, None] * np.exp(logs) - wanted) + penalty * weights
        return penalty / 2 * flat @ flat - (wanted * logs).sum(), slope.ravel()

    found = minimize(
        loss,
        np.zeros(shape).ravel() if start is None else start.ravel(),
        method="L-BFGS-B",
        jac=True,
        options={"ftol": _TOLERANCE, "maxiter": _MOST_STEPS},
    )
    return np.asarray(found.x.reshape(shape))


def _log_softmax(logits: np.ndarray) -> np.ndarray:
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))
