"""Synonyms from WordNet that leave the emotion as it is (after EDA, Wei and Zou 2019)."""

from __future__ import annotations

import random
import re
from functools import lru_cache

from emotion_component.errors import TrainingError

NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "none",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "nowhere",
        "cannot",
        "cant",
        "dont",
        "doesnt",
        "didnt",
        "wont",
        "wouldnt",
        "couldnt",
        "shouldnt",
        "isnt",
        "arent",
        "wasnt",
        "werent",
        "hasnt",
        "havent",
        "hadnt",
        "aint",
        "without",
        "hardly",
        "barely",
        "t",
        "n't",
    ]
)
_FEELING = ("noun.feeling", "verb.emotion")
_WORD = re.compile(r"[a-z]{4,}")
_DOMINANT = 0.8


class Augmenter:
    """Replaces up to two words of a text by WordNet synonyms of their one common sense.

    Emotion words and negations stay: a word counts as an emotion word when WordNet files one
    of its senses, or a word derived from it, under feelings.

    :param share: of the texts, 0 to 1, that are changed at all.
    :raises TrainingError: where WordNet is not installed.
    """

    def __init__(self, share: float) -> None:
        from nltk.corpus import wordnet

        self.share = share
        self._wordnet = wordnet
        try:
            wordnet.ensure_loaded()
        except LookupError:
            raise TrainingError(
                "WordNet is missing: run `python -m nltk.downloader wordnet`, or set NLTK_DATA "
                "to a folder that holds corpora/wordnet.zip, or train with --augment 0"
            ) from None
        self.synonyms = lru_cache(maxsize=None)(self._synonyms)

    def __call__(self, text: str, rng: random.Random) -> str:
        """A variant of ``text``, or ``text`` itself."""
        if rng.random() >= self.share:
            return text
        words = text.split(" ")
        places = [i for i, word in enumerate(words) if self.synonyms(word.lower())]
        for place in rng.sample(places, min(2, len(places))):
            words[place] = rng.choice(self.synonyms(words[place].lower()))
        return " ".join(words)

    def _synonyms(self, word: str) -> tuple[str, ...]:
        if not _WORD.fullmatch(word) or word in NEGATIONS or self._is_emotion_word(word):
            return ()
        lemmas = [
            lemma
            for synset in self._wordnet.synsets(word)
            for lemma in synset.lemmas()
            if lemma.name() == word
        ]
        total = sum(lemma.count() for lemma in lemmas)
        if not total or lemmas[0].count() < _DOMINANT * total:
            return ()
        names = {lemma.name().replace("_", " ") for lemma in lemmas[0].synset().lemmas()}
        return tuple(sorted(n for n in names - {word} if not self._is_emotion_word(n)))

    def _is_emotion_word(self, word: str) -> bool:
        for synset in self._wordnet.synsets(word.replace(" ", "_")):
            if synset.lexname() in _FEELING:
                return True
            for lemma in synset.lemmas():
                related = lemma.derivationally_related_forms()
                if any(other.synset().lexname() in _FEELING for other in related):
                    return True
        return False
