"""The mood report in the chat."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.history import AGREED, mood_store, now, record_turns, say_unavailable, stored_consent
from bot.mood.periods import PERIODS, period_start
from bot.mood.report import MoodReport, build_report
from bot.mood.sentences import as_sentences
from emotion_component.errors import AttuneError

DEFAULT_PERIOD = "week"


class ActionMoodReport(Action):
    """Tells in a few sentences how the user's mood was."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_mood_report"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say the report, or why there is none."""
        try:
            _say_report(dispatcher, tracker)
        except AttuneError as error:
            say_unavailable(dispatcher, error)
        return []


def _say_report(dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
    if stored_consent(tracker.sender_id) != AGREED:
        dispatcher.utter_message(response="utter_report_no_consent")
        return
    record_turns(tracker)
    report = _report(tracker.sender_id, _period(tracker))
    if not report.entries:
        dispatcher.utter_message(response="utter_report_empty")
        return
    summary = " ".join(as_sentences(report))
    dispatcher.utter_message(response="utter_mood_report", summary=summary)


def _period(tracker: Tracker) -> str:
    # The slot may be left over from an earlier question, so the message itself comes first.
    named = next(tracker.get_latest_entity_values("period"), None)
    return named if named in PERIODS else DEFAULT_PERIOD


def _report(user: str, period: str) -> MoodReport:
    until = now().astimezone()
    since = period_start(period, until)
    entries = mood_store().entries(user, since)
    before = mood_store().entries(user, since - (until - since), since)
    return build_report(user, entries, since, until, zone=None, before=before)
