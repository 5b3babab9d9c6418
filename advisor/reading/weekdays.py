"""On which days of the week can the learner come, and how many are they?"""

import re
from functools import lru_cache
from itertools import pairwise

from advisor.reading.clauses import sentence_of
from advisor.reading.words import LANGUAGES, RELATED, Said, lexicon, one_of, phrases
from knowledge.transliteration import folded


def days_around(text: Said, place: int) -> int | None:
    """Count the days that a sentence names, "Monday to Thursday", "Mon, Wed and Fri"; None where it names none."""
    start, end = sentence_of(text, place)
    pattern, numbers = _table(text.language)
    found = [(numbers[m.group()], m.start(), m.end()) for m in pattern.finditer(text.plain, start, end)]
    if not found:
        return None
    days = {day for day, _, _ in found}
    for (first, _, stop), (last, begin, _) in pairwise(found):
        if first < last and phrases("weekday.to").fullmatch(text.plain[stop:begin].strip()):
            days |= set(range(first, last + 1))
    return len(days)


@lru_cache(maxsize=16)
def _table(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """Give the names of the days in the languages of a message, and their numbers from Monday."""
    spoken = RELATED.get(language, (language,)) if language in {*LANGUAGES, *RELATED} else ("en",)
    rows = {name: day for one in ("en", *spoken) for name, day in lexicon(one).get("weekdays", {}).items()}
    return one_of(rows), {folded(name): day for name, day in rows.items()}
