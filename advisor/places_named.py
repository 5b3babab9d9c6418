"""Which place does a question name that a text does not speak of?"""

import re

from advisor.reading.places import read_places
from advisor.reading.words import lexicon, one_of, said
from advisor.vocabulary.learner import Slot
from knowledge.transliteration import folded

PREPOSITION = re.compile(r"^\W*(?:\w{1,4}\s+)+(?=\w{4,})")


def not_spoken_of(question: str, language: str, text: str) -> str:
    """Give the learner's word for a country that the text does not name; empty where there is none."""
    asked = said(question, language)
    near, far = lexicon("places")["countries"], lexicon("towns")["countries"]
    for read in read_places(asked):
        code = str(read.value) if read.slot is Slot.COUNTRY else ""
        names = (*near.get(code, ()), *far.get(code, ()))
        if names and not one_of(names).search(folded(text)):
            return PREPOSITION.sub("", asked.words(read.start, read.end)).strip(" .,?!")
    return ""
