"""``emotion_component.EmotionClassifier``: the emotion of every message in a Rasa pipeline."""

import logging
from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_CONFIDENCE,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    EXTRACTOR,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from emotion_component.bundle import ModelBundle
from emotion_component.errors import AttuneError
from emotion_component.options import ClassifierOptions
from emotion_component.prediction import EmotionPrediction
from emotion_component.predictor import EmotionModel

logger = logging.getLogger(__name__)

EMOTION = "emotion"
UNSURE = "unsure"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class EmotionClassifier(GraphComponent):
    """Sets ``message["emotion"]`` and, unless switched off, the entity ``emotion``.

    It works in any pipeline, at any place, beside other extractors. The entity spans the whole
    text and comes with every message, so that a slot filled from it never keeps an old value;
    its value is the label, or ``unsure``. When the model can't be loaded or run, messages are
    marked ``{"label": "neutral", "available": false}`` and the conversation goes on.
    """

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """The options, with what they are when left out."""
        return ClassifierOptions().as_dict()

    def __init__(
        self,
        options: ClassifierOptions,
        resource: Resource,
        model: Optional[EmotionModel] = None,
    ) -> None:
        self.options = options
        self.model = model
        self._resource = resource
        self._failed = False

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "EmotionClassifier":
        """For ``rasa train``, where a wrong option or a missing model shall stop everything."""
        options = _options(config)
        try:
            ModelBundle.find(options.model)
        except AttuneError as error:
            raise InvalidConfigException(str(error)) from error
        return cls(options, resource)

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "EmotionClassifier":
        """For a running assistant: the model is loaded and warmed up here, or done without."""
        options = _options(config)
        try:
            model = EmotionModel.load(options.model, options.threads)
            model.predict(["warm up"])
        except AttuneError as error:
            logger.error("Emotions are unavailable, messages count as neutral. %s", error)
            return cls(options, resource)
        return cls(options, resource, model)

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Optional[str]:
        """The model's hash: a new model makes a trained assistant stale."""
        try:
            return ModelBundle.find(config.get("model")).digest()
        except AttuneError:
            return None

    def train(self, training_data: TrainingData) -> Resource:
        """Nothing is learned from the assistant's data; the model comes trained."""
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Annotate ``messages`` in place, all in one run."""
        typed = [m for m in messages if _is_typed(m)]
        for message, prediction in zip(typed, self.predict([m.get(TEXT) for m in typed])):
            self.annotate(message, prediction)
        return messages

    def predict(self, texts: List[Text]) -> List[Optional[EmotionPrediction]]:
        """A prediction for each text, ``None`` where the model is unavailable."""
        if self.model is None or not texts:
            return [None] * len(texts)
        try:
            return list(self.model.predict(texts))
        except AttuneError as error:
            if not self._failed:
                logger.error("Emotions are unavailable, messages count as neutral. %s", error)
            self._failed = True
            return [None] * len(texts)

    def annotate(self, message: Message, prediction: Optional[EmotionPrediction]) -> None:
        """Write ``prediction`` into ``message``."""
        emotion = self._as_attribute(prediction)
        message.set(EMOTION, emotion, add_to_output=True)
        if self.options.entity:
            entity = {
                ENTITY_ATTRIBUTE_TYPE: EMOTION,
                ENTITY_ATTRIBUTE_VALUE: UNSURE if emotion["unsure"] else emotion["label"],
                ENTITY_ATTRIBUTE_START: 0,
                ENTITY_ATTRIBUTE_END: len(message.get(TEXT)),
                ENTITY_ATTRIBUTE_CONFIDENCE: emotion["confidence"],
                EXTRACTOR: type(self).__name__,
            }
            message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)

    def _as_attribute(self, prediction: Optional[EmotionPrediction]) -> Dict[Text, Any]:
        if prediction is None or self.model is None:
            nothing = EmotionPrediction.nothing_said().as_dict()
            return {**nothing, "confidence": 0.0, "available": False, "model": None}
        emotion = {
            **prediction.as_dict(),
            "available": True,
            "model": self.model.version,
        }
        if self.options.threshold is not None:
            emotion["unsure"] = prediction.confidence < self.options.threshold
        return emotion


def _options(config: Dict[Text, Any]) -> ClassifierOptions:
    try:
        return ClassifierOptions.from_config(config)
    except ValueError as error:
        raise InvalidConfigException(f"emotion_component.EmotionClassifier: {error}") from error


def _is_typed(message: Message) -> bool:
    text = message.get(TEXT)
    return isinstance(text, str) and not text.startswith(INTENT_MESSAGE_PREFIX)
