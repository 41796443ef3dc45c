"""Questions about one's own mood, answered in the chat."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import TalkAction
from actions.conversation import TERMINAL, text, was_grave
from actions.history import has_agreed, mood_store, now, record_turns
from actions.zone import own_zone
from bot.mood.answers import answer
from bot.mood.check_in import CheckIn
from bot.mood.periods import Period
from bot.mood.questions import Question, read_question
from bot.mood.report import MoodReport, build_report

SLOT = "question"


class ActionMoodReport(TalkAction):
    """Tells in a few sentences how the user's mood was, and where there is a chart of it."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_mood_report"

    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Say the report, or why there is none."""
        if not has_agreed(tracker):
            dispatcher.utter_message(response="utter_report_no_consent")
            return []
        record_turns(tracker)
        zone = own_zone(tracker)
        question = _question(tracker, zone)
        report = _report(tracker.sender_id, question, zone)
        summary = " ".join(answer(question, report))
        dispatcher.utter_message(response="utter_mood_report", summary=summary)
        if report.days and not was_grave(tracker):
            _offer_chart(dispatcher, tracker, question)
        return [SlotSet(SLOT, question.as_json())]


def _question(tracker: Tracker, zone: ZoneInfo | None) -> Question:
    asked = text(tracker) or " ".join(tracker.get_latest_entity_values("period"))
    before = tracker.get_slot(SLOT)
    known = Question.from_json(before, zone) if before else None
    return read_question(asked, now().astimezone(zone), known)


def _report(user: str, question: Question, zone: ZoneInfo | None) -> MoodReport:
    store, against = mood_store(), question.against
    return build_report(
        user,
        store.entries(user, question.since, question.until),
        question.since,
        question.until,
        zone,
        before=store.entries(user, against.since, against.until) if against else (),
        check_ins=_check_ins(user, question.period),
        check_ins_before=_check_ins(user, against) if against else (),
    )


def _check_ins(user: str, period: Period) -> list[CheckIn]:
    return mood_store().check_ins(user, period.first_day, period.last_day + timedelta(days=1))


def _offer_chart(dispatcher: CollectingDispatcher, tracker: Tracker, question: Question) -> None:
    if tracker.get_latest_input_channel() != TERMINAL:
        span = {"since": question.since.isoformat(), "until": question.until.isoformat()}
        dispatcher.utter_message(json_message={"attune_file": {"kind": "chart", **span}})
    elif not tracker.get_slot(SLOT):
        dispatcher.utter_message(response="utter_chart_in_terminal")
