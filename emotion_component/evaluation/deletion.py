"""Whether the words that an explanation marks are those the prediction rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from emotion_component.errors import DataError
from emotion_component.explanation import Explanation, hide
from emotion_component.predictor import EmotionModel
from emotion_component.words import Word

_RESAMPLES = 2000


@dataclass(frozen=True)
class DeletionResult:
    """Mean drops of the predicted label's probability (-1..1) over ``texts`` texts.

    ``marked``: without the words of highest weight; ``random``: without as many others drawn
    at random. ``low`` and ``high`` bound their ``difference``: the 95 % interval of a bootstrap
    over texts, in which both drops of a text stay together.
    """

    texts: int
    marked: float
    random: float
    difference: float
    low: float
    high: float

    def as_dict(self) -> dict[str, float]:
        """For JSON, rounded to four places."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


def measure_deletion(
    model: EmotionModel,
    texts: Sequence[str],
    share: float = 0.2,
    draws: int = 5,
    seed: int = 0,
    progress: Callable[[int], None] = lambda texts: None,
) -> DeletionResult:
    """Comprehensiveness (DeYoung et al. 2020, ERASER) beside that of random words.

    :param share: of a text's words that are deleted, 0 to 1, at least one word.
    :param draws: how many random choices a text is averaged over.
    :param progress: hears how many texts are done.
    :raises DataError: when no text has two words, so that there is nothing to choose among.
    """
    rng = np.random.default_rng(seed)
    drops: list[tuple[float, float]] = []
    for number, text in enumerate(texts, 1):
        explanation = model.explain(text)
        if len(explanation.words) > 1:
            drops.append(_drops(model, explanation, share, draws, rng))
        progress(number)
    if not drops:
        raise DataError("deletion needs texts of at least two words, and none was given")
    return _summary(np.array(drops), rng)


def _drops(
    model: EmotionModel,
    explanation: Explanation,
    share: float,
    draws: int,
    rng: np.random.Generator,
) -> tuple[float, float]:
    words = explanation.words
    count = max(1, round(share * len(words)))
    ranked = np.argsort([-word.weight for word in words], kind="stable")
    choices = [ranked[:count], *(rng.permutation(len(words))[:count] for _ in range(draws))]
    marked, *random = (
        explanation.confidence - _without(model, explanation, [words[i] for i in sorted(choice)])
        for choice in choices
    )
    return marked, float(np.mean(random))


def _without(model: EmotionModel, explanation: Explanation, words: Sequence[Word]) -> float:
    [prediction] = model.predict([hide(explanation.text, words, gap=" ")])
    return prediction.scores[explanation.label]


def _summary(drops: np.ndarray, rng: np.random.Generator) -> DeletionResult:
    """``drops`` (texts, 2): of the marked and of the random words."""
    differences = drops[:, 0] - drops[:, 1]
    resampled = rng.integers(len(drops), size=(_RESAMPLES, len(drops)))
    low, high = np.percentile(differences[resampled].mean(axis=1), [2.5, 97.5])
    marked, random = drops.mean(axis=0)
    return DeletionResult(
        texts=len(drops),
        marked=float(marked),
        random=float(random),
        difference=float(marked - random),
        low=float(low),
        high=float(high),
    )
