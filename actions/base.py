"""What every action of ours is: whatever fails in one, the talk goes on and no log quotes it."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.history import log_failure
from bot.errors import PeriodError
from bot.mood.checking_in import BadCheckIn
from bot.reminders.errors import ReminderError
from emotion_component.errors import AttuneError

logger = logging.getLogger(__name__)


class TalkAction(Action, ABC):
    """An action whose failures become a sentence, unless it only runs beside the answer."""

    answers = True

    @abstractmethod
    def name(self) -> str:
        """Return the action's name."""

    @abstractmethod
    def act(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Do it, and return what changed in the talk."""

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Do it, or say why it can't be done."""
        try:
            return self.act(dispatcher, tracker)
        except (BadCheckIn, PeriodError, ReminderError) as error:
            dispatcher.utter_message(response="utter_explained", reason=str(error))
        except AttuneError as error:
            log_failure(error)
            self._say(dispatcher, "utter_history_unavailable")
        except Exception as error:  # its text may hold the message: only its kind is logged
            logger.error("%s failed: %s", self.name(), type(error).__name__)
            self._say(dispatcher, "utter_action_failed")
        return self.after_trouble()

    def after_trouble(self) -> list[EventType]:
        """Return what changes in the talk where the action failed."""
        return []

    def _say(self, dispatcher: CollectingDispatcher, response: str) -> None:
        if self.answers:
            dispatcher.utter_message(response=response)
