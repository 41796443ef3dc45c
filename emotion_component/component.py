"""``emotion_component.EmotionClassifier``: the emotion of every message in a Rasa pipeline."""

import json
import logging
from hashlib import sha256
from pathlib import Path
from typing import Any, Dict, List, Optional, Text, Tuple

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
    INTENT,
    METADATA,
    METADATA_EXAMPLE,
    METADATA_INTENT,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.cli import print_info

from emotion_component.bundle import ModelBundle
from emotion_component.errors import AttuneError
from emotion_component.head import LinearHead
from emotion_component.labels import EMOTIONS
from emotion_component.options import ClassifierOptions
from emotion_component.prediction import EmotionPrediction
from emotion_component.predictor import EmotionModel

logger = logging.getLogger(__name__)

EMOTION = "emotion"
UNSURE = "unsure"

_HEAD = "head.npz"
_LEARNED = "learned.json"
_HOW_IT_LEARNS = ("adaptation.py", "correction.py", "everyday.py", "regression.py")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class EmotionClassifier(GraphComponent):
    """Sets ``message["emotion"]`` and, unless switched off, the entity ``emotion``.

    It works in any pipeline, at any place, beside other extractors. The entity spans the whole
    text and comes with every message, so that a slot filled from it never keeps an old value;
    its value is the label, or ``unsure``. When the model can't be loaded or run, messages are
    marked ``{"label": "neutral", "available": false}`` and the conversation goes on.

    Examples in ``nlu.yml`` may say their emotion, ``metadata: {emotion: anger}``, each or by
    intent. ``rasa train`` then learns from them (:mod:`emotion_component.adaptation`).
    """

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """The options, with what they are when left out."""
        return ClassifierOptions().as_dict()

    def __init__(
        self,
        options: ClassifierOptions,
        model_storage: ModelStorage,
        resource: Resource,
        model: Optional[EmotionModel] = None,
    ) -> None:
        self.options = options
        self.model = model
        self._model_storage = model_storage
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
        return cls(options, model_storage, resource)

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
            model = _with_what_was_learned(model, model_storage, resource)
            model.predict(["warm up"])
        except AttuneError as error:
            logger.error("Emotions are unavailable, messages count as neutral. %s", error)
            return cls(options, model_storage, resource)
        return cls(options, model_storage, resource, model)

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Optional[str]:
        """A hash of the model and of the way it learns: either, changed, makes a trained
        assistant stale. Rasa itself sees the examples and their marks.
        """
        try:
            digest = sha256(ModelBundle.find(config.get("model")).digest().encode())
        except AttuneError:
            return None
        for name in _HOW_IT_LEARNS:
            digest.update(Path(__file__).with_name(name).read_bytes())
        return digest.hexdigest()[:16]

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples that say their emotion; without any, the model comes trained."""
        marked, others = _own_examples(training_data)
        if marked:
            self._learn(marked, others)
        return self._resource

    def _learn(self, marked: List[Tuple[Text, Text]], others: List[Text]) -> None:
        from emotion_component.adaptation import adapt  # scikit-learn takes a second to import

        try:
            model = EmotionModel.load(self.options.model, self.options.threads)
            adaptation = adapt(model, marked, others)
        except AttuneError as error:
            raise InvalidConfigException(str(error)) from error
        # Not logged: what other components import leaves only Rasa's own loggers at INFO.
        print_info(f"EmotionClassifier: {adaptation.summary}")
        if adaptation.head is not None:
            learned = {"model": model.version, "summary": adaptation.summary}
            with self._model_storage.write_to(self._resource) as folder:
                adaptation.head.save(folder / _HEAD)
                (folder / _LEARNED).write_text(json.dumps(learned), encoding="utf-8")

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


def _with_what_was_learned(
    model: EmotionModel, model_storage: ModelStorage, resource: Resource
) -> EmotionModel:
    try:
        with model_storage.read_from(resource) as folder:
            learned = json.loads((folder / _LEARNED).read_text(encoding="utf-8"))
            head = LinearHead.load(folder / _HEAD)
    except ValueError:  # how the storage says that training left nothing there
        return model
    if learned["model"] == model.version:
        return model.with_head(head)
    logger.warning(
        "EmotionClassifier learned from this assistant's examples with another model, %s, and "
        "does without them: run `rasa train` again.",
        learned["model"],
    )
    return model


def _own_examples(training_data: TrainingData) -> Tuple[List[Tuple[Text, Text]], List[Text]]:
    """The marked texts with their emotion, and those of the intents without any mark."""
    typed = [message for message in training_data.nlu_examples if _is_typed(message)]
    emotions = [_marked_emotion(message) for message in typed]
    intents = {m.get(INTENT) for m, emotion in zip(typed, emotions) if emotion is not None}
    marked = [(m.get(TEXT), emotion) for m, emotion in zip(typed, emotions) if emotion is not None]
    return marked, [m.get(TEXT) for m in typed if m.get(INTENT) not in intents]


def _marked_emotion(message: Message) -> Optional[Text]:
    """What the example says, or else its intent.

    :raises InvalidConfigException: when that is none of the seven.
    """
    metadata = message.get(METADATA) or {}
    for place in (METADATA_EXAMPLE, METADATA_INTENT):
        said = metadata.get(place)
        if isinstance(said, dict) and EMOTION in said:
            emotion = said[EMOTION]
            if emotion not in EMOTIONS:
                raise InvalidConfigException(
                    f"An example of the intent '{message.get_full_intent()}' has the metadata "
                    f"emotion: {emotion!r}; expected one of {', '.join(EMOTIONS)}."
                )
            return emotion
    return None
