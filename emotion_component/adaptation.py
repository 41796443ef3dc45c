"""What an assistant's own marked examples teach the model, and whether it is worth having.

The network stays as it is. A multinomial logistic regression on its features learns what to add
to its logits, held back by a penalty and by messages that have to keep what the default says of
them (as in learning without forgetting, Li and Hoiem 2016): everyday ones, and the assistant's
own examples of intents without a mark. Cross-validation chooses the penalty and decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from emotion_component.correction import FOLDS, Check, Problem
from emotion_component.everyday import EVERYDAY
from emotion_component.head import LinearHead
from emotion_component.labels import NEUTRAL
from emotion_component.predictor import EmotionModel
from emotion_component.text import clean

FEWEST = 20
"""Different examples below which nothing is learned."""
KEPT = 0.95
"""The least share of the messages to keep that have to keep their emotion."""
MOST_OTHERS = 500
"""Of the assistant's unmarked examples: reading more would take longer than all the rest."""

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Adaptation:
    """The ``head`` to use, or ``None`` where the default stands; ``summary`` says why, in
    sentences without any of the texts.
    """

    head: LinearHead | None
    summary: str


def adapt(
    model: EmotionModel, marked: Sequence[tuple[str, str]], others: Sequence[str] = ()
) -> Adaptation:
    """Learn from ``marked``, pairs of a text and its emotion, in seconds for some thousands.

    :param model: the default, without a head.
    :param others: texts of the same assistant of which the default is to be kept.
    :raises ModelUnusable: when the network fails to run.
    """
    pairs, left_out = _distinct(marked)
    others = _thinned_out(others, {text for text, _ in pairs})
    if objection := _objection(pairs, others):
        return _default_stands(objection)
    problem = _problem(model, pairs, others)
    checks = [check for check in problem.cross_validate() if check.kept >= KEPT]
    if not checks:
        return _default_stands(
            f"what the {len(pairs)} examples teach would change the emotion of more than "
            f"{1 - KEPT:.0%} of everyday messages."
        )
    best = max(checks, key=lambda check: check.macro_f1[1])
    if not best.is_better():
        return _default_stands(f"what was learned is not surely better: {_figures(best)}")
    emotions = ", ".join(sorted({emotion for _, emotion in pairs}))
    summary = f"learned from {len(pairs)} examples of {emotions}: {_figures(best)}"
    return Adaptation(problem.solve(best.penalty), summary + _advice(pairs, others, left_out))


def _distinct(marked: Sequence[tuple[str, str]]) -> tuple[Pairs, list[str]]:
    """Each text once for an emotion, in one order whatever the file's; and the emotions left
    out because they have too few to be in every fold.
    """
    pairs = sorted({(clean(text).lower(), emotion) for text, emotion in marked})
    counts = Counter(emotion for text, emotion in pairs if text)
    few = sorted(emotion for emotion, count in counts.items() if count < FOLDS)
    return [(text, emotion) for text, emotion in pairs if text and emotion not in few], few


def _thinned_out(others: Sequence[str], marked: set[str]) -> list[str]:
    """The different texts that aren't marked, evenly picked where they are too many."""
    texts = sorted({clean(text).lower() for text in others} - marked - {""})
    return texts[:: max(1, -(-len(texts) // MOST_OTHERS))]


def _objection(pairs: Pairs, others: list[str]) -> str | None:
    emotions = {emotion for _, emotion in pairs}
    if len(pairs) < FEWEST:
        return (
            f"it takes {FEWEST} different examples, {FOLDS} of each emotion, and there are "
            f"{len(pairs)}."
        )
    if len(emotions) == 1 and len(others) < FEWEST:
        return (
            f"all {len(pairs)} examples are marked {emotions.pop()}, which doesn't show what "
            f"isn't: mark some of other emotions too ({NEUTRAL} is one)."
        )
    return None


def _problem(model: EmotionModel, pairs: Pairs, others: list[str]) -> Problem:
    settings = model.settings
    return Problem.pose(
        model.raw([text for text, _ in pairs]),
        [settings.emotions.index(emotion) for _, emotion in pairs],
        model.raw([*EVERYDAY, *others]),
        settings.temperature,
    )


def _figures(check: Check) -> str:
    return (
        f"accuracy {check.accuracy[0]:.2f} -> {check.accuracy[1]:.2f}, "
        f"macro-F1 {check.macro_f1[0]:.2f} -> {check.macro_f1[1]:.2f} "
        f"({FOLDS}-fold cross-validation); {check.kept:.0%} of everyday messages keep their "
        "emotion."
    )


def _advice(pairs: Pairs, others: list[str], left_out: list[str]) -> str:
    advice = ""
    if left_out:
        advice += f" Left out, with fewer than {FOLDS} examples: {', '.join(left_out)}."
    if len(others) < FEWEST and not any(emotion == NEUTRAL for _, emotion in pairs):
        advice += f" Mark some {NEUTRAL} ones too, or it may hear a feeling where there is none."
    return advice


def _default_stands(reason: str) -> Adaptation:
    return Adaptation(None, f"the default stands: {reason}")
