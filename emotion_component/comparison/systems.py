"""The systems that are compared, in the order of the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from emotion_component.comparison import encoder
from emotion_component.comparison.data import Data
from emotion_component.comparison.diet import train_diet
from emotion_component.comparison.encoder import train_encoder
from emotion_component.comparison.lexicon import load_lexicon, train_lexicon
from emotion_component.comparison.linear import train_linear
from emotion_component.comparison.majority import train_majority
from emotion_component.comparison.outcome import Job, Outcome
from emotion_component.comparison.recurrent import train_bilstm, train_lstm
from emotion_component.training.augmentation import Augmenter

RECURRENT, BERT, DIET = "recurrent", "bert", "diet"
"""Families of systems that are trained for the same number of epochs."""


@dataclass(frozen=True)
class System:
    """A way to hear an emotion: ``name`` on the command line, ``title`` in the table.

    A system without a ``family`` has neither epochs nor a seed. ``extends`` names the system that
    this one adds one thing to; ``check`` raises a ``TrainingError`` when something is missing.
    """

    name: str
    title: str
    train: Callable[[Data, Job], Outcome]
    family: str = ""
    extends: str = ""
    note: str = ""
    check: Callable[[], object] = lambda: None


SYSTEMS: dict[str, System] = {
    system.name: system
    for system in (
        System("majority", "majority", train_majority, note="the most frequent label"),
        System(
            "lexicon",
            "NRCLex lexicon",
            train_lexicon,
            note="joy, sadness, anger, fear, surprise by count; it has no affect for love; "
            "none or a tie becomes the most frequent label",
            check=load_lexicon,
        ),
        System("tfidf", "TF-IDF + LinearSVC", train_linear, note="words and pairs of words"),
        System(
            "lstm",
            "LSTM",
            train_lstm,
            RECURRENT,
            note="word vectors of its own (100 wide), 128 units, last state",
        ),
        System(
            "bilstm",
            "BiLSTM",
            train_bilstm,
            RECURRENT,
            extends="lstm",
            note="the same in both directions",
        ),
        System(
            "diet",
            "Rasa's DIET",
            train_diet,
            DIET,
            note="DIETClassifier on words and character n-grams, emotions as intents; the last "
            "epoch, as Rasa keeps it",
        ),
        System(
            "bert",
            "BERT + linear head",
            partial(train_encoder, encoder.LINEAR),
            BERT,
            note="the encoder's states pooled, mean and maximum side by side",
        ),
        System(
            "bert-bilstm",
            "+ BiLSTM",
            partial(train_encoder, encoder.BILSTM),
            BERT,
            extends="bert",
        ),
        System(
            "bert-attention",
            "+ attention",
            partial(train_encoder, encoder.ATTENTION),
            BERT,
            extends="bert-bilstm",
        ),
        System(
            "bert-focal",
            "+ focal loss",
            partial(train_encoder, encoder.FOCAL),
            BERT,
            extends="bert-attention",
        ),
        System(
            "bert-augmented",
            "+ augmentation",
            partial(train_encoder, encoder.AUGMENTED),
            BERT,
            extends="bert-focal",
            note="on this data alone; the network that is shipped was trained without focal loss",
            check=lambda: Augmenter(encoder.AUGMENTED.augment),
        ),
    )
}
