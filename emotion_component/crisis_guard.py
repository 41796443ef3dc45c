"""``emotion_component.CrisisGuard``: puts the crisis intent above whatever the pipeline decided."""

from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from emotion_component.crisis import NONE, CrisisDetector

OPTIONS = {"crisis_intent": "crisis", "concern_intent": "concern"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CrisisGuard(GraphComponent):
    """Sets the intent of a message about suicide or self-harm. Put it last in the pipeline.

    Options: ``crisis_intent`` and ``concern_intent``, the intents to set (default ``crisis``
    and ``concern``). It depends on no model and on no other component.
    """

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """The options, with what they are when left out."""
        return dict(OPTIONS)

    def __init__(self, config: Dict[Text, Any]) -> None:
        unknown = sorted(set(config) - set(OPTIONS))
        if unknown:
            raise InvalidConfigException(
                f"emotion_component.CrisisGuard: unknown option '{unknown[0]}'; "
                f"it takes {', '.join(OPTIONS)}."
            )
        self._intents = {
            level: config[f"{level}_intent"]
            for level in ("crisis", "concern")
            if config.get(f"{level}_intent")
        }
        self._detector = CrisisDetector.load()

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "CrisisGuard":
        """Check the options."""
        return cls(config)

    def process(self, messages: List[Message]) -> List[Message]:
        """Override the intent of the ``messages`` that need it."""
        for message in messages:
            text = message.get(TEXT)
            if isinstance(text, str) and not text.startswith(INTENT_MESSAGE_PREFIX):
                self._guard(message, text)
        return messages

    def _guard(self, message: Message, text: Text) -> None:
        [assessment] = self._detector.assess([text])
        intent = self._intents.get(assessment.level)
        if assessment.level == NONE or intent is None:
            return
        verdict = {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: 1.0}
        others = [
            other
            for other in message.get(INTENT_RANKING_KEY, [])
            if other.get(INTENT_NAME_KEY) != intent
        ]
        message.set(INTENT, verdict, add_to_output=True)
        message.set(INTENT_RANKING_KEY, [verdict, *others], add_to_output=True)
