from __future__ import annotations

import pytest

from emotion_component.labels import EMOTIONS, FINE_LABELS
from emotion_component.training import mapping


@pytest.mark.parametrize(
    ("labels", "emotion"),
    [
        (["joy"], "joy"),
        (["joy", "gratitude"], "joy"),
        (["joy", "anger"], None),
        (["curiosity"], "neutral"),
        (["neutral", "approval"], None),
        (["approval"], None),
        (["annoyance", "disgust"], "anger"),
        ([], None),
    ],
)
def test_labels_map_to_one_emotion_or_none(labels: list[str], emotion: str | None) -> None:
    assert mapping.one_emotion(labels, mapping.GO_EMOTIONS) == emotion


def test_mappings_use_known_names() -> None:
    assert set(mapping.GO_EMOTIONS) <= set(FINE_LABELS)
    for table in (mapping.GO_EMOTIONS, mapping.XED, mapping.BRIGHTER, mapping.DAILY_DIALOG):
        assert set(table.values()) <= set(EMOTIONS)
