"""In which language shall the teaching be, and in which does the learner write?"""

import re
from functools import lru_cache

from advisor.reading.negation import is_ruled_out, languages_around
from advisor.reading.towns import WORD, town_at
from advisor.reading.words import (
    LANGUAGES,
    UNSPACED,
    Read,
    Said,
    choice_of,
    lexicon,
    phrases,
    right_after,
    says,
    vocabulary,
)
from advisor.vocabulary.learner import Slot
from knowledge.language_detection import UNSURE, detect
from knowledge.transliteration import folded
from knowledge.vocabulary.language import SOUTH_SLAVIC

JOIN = re.compile(
    r"(?:\s+(?:malo|pomalo|dobro|odlicno|solidno|pak|mire|malku))?\s*(?:(?:courses?|classes|ones|lessons|kurs\w*|tecaj\w*)\s+)?(?:,|/|&|\+|or|and a (?:bit|little)(?: of)?|as well as|and also|plus"
    r"|and|ili|i|a moze i|ali i|oder auch|oder|und auch|und|atau|dan|ose|dhe|apo|edhe|ili|i|o|y|หรือ|และ)\s*"
)
COUNTED_WORDS = 3
"""A message of fewer words is taken for the language that was spoken before."""
FEW_WORDS = 4


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    choice = "|".join(f"(?P<{code}>{choice_of(names)})" for code, names in lexicon("languages").items())
    return re.compile(choice)


def read_languages(text: Said) -> list[Read]:
    """Read the languages of teaching ("in Bosnian"), and the wish to be answered in one."""
    reads: list[Read] = []
    for first, codes, end in language_lists(text):
        if reads and first < reads[-1].end:
            continue
        read = _read(text, first, codes, end)
        if read:
            reads.append(read)
    return reads


def language_lists(text: Said) -> list[tuple[int, list[str], int]]:
    """List languages that are named together: start, codes, end."""
    lists: list[tuple[int, list[str], int]] = []
    for match in _names().finditer(text.plain):
        code = next(name for name, value in match.groupdict().items() if value)
        if lists and _joined(text, lists[-1][2], match.start()):
            start, codes, _ = lists.pop()
            lists.append((start, [*codes, code], match.end()))
        else:
            lists.append((match.start(), [code], match.end()))
    return lists


def _joined(text: Said, start: int, end: int) -> bool:
    """Say whether only "or", or "or in", stands between."""
    joined = JOIN.match(text.plain, start, end)
    rest = text.plain[joined.end() : end].strip() if joined else ""
    return joined is not None and (not rest or phrases("language.in").fullmatch(rest) is not None)


def _read(text: Said, start: int, codes: list[str], end: int) -> Read | None:
    spoken = _before(text, "language.speak", start)
    if spoken is None and (told := _told_behind(text, end)):
        spoken, end = start, told
    answer = None if spoken is not None else _before(text, "language.answer_in", start)
    preposition = _before(text, "language.in", start)
    if answer is not None and len(codes) == 1 and answer < (preposition if preposition is not None else start):
        return Read(Slot.SPEAKS, codes[0], answer, end)
    if preposition is None and any(right_after(k).match(text.plain, end) for k in ("language.please", "language.fine")):
        preposition = start
    if spoken is not None and is_ruled_out(text, spoken, end):
        return Read(None, None, spoken, end)
    if spoken is not None:
        own = "bs" if text.language in SOUTH_SLAVIC else text.language
        listed = list(dict.fromkeys(codes if says("only", text, spoken, start) else [*codes, own]))
        return Read(Slot.LANGUAGES, [c for c in listed if c != UNSURE], spoken, end, sure=False)
    if preposition is None:
        return None
    if is_ruled_out(text, preposition, end):
        return Read(None, None, preposition, end)
    return Read(Slot.LANGUAGES, list(dict.fromkeys(codes)), preposition, end)


def _told_behind(text: Said, place: int) -> int | None:
    """Give where it ends that a language is spoken, said behind it: "engleski čitam", "gjermanisht mirë"."""
    own = languages_around(text)
    behind = (phrases(key, own).match(text.plain, place + 1) for key in ("language.speak", "language.level"))
    return next((m.end() for m in behind if m and text.plain[place : place + 1] == " "), None)


def _before(text: Said, key: str, place: int) -> int | None:
    """Give where a phrase begins that ends right before the place."""
    for match in phrases(key).finditer(text.plain, max(0, place - 40), place):
        if not text.plain[match.end() : place].strip():
            return match.start()
    return None


@lru_cache(maxsize=1)
def _everyday_words() -> dict[str, frozenset[str]]:
    return {
        language: frozenset(folded(w) for w in lexicon("everyday_words").get(language, ()))
        for language in (*LANGUAGES, "hr", "sr")
    }


def language_of(text: str, given: str | None, spoken: str | None) -> str:
    """Say in which language a message is written; `spoken` is that of the conversation so far."""
    if given:
        return given
    if UNSPACED.search(text):
        return THAI  # no other language is written so; English words stand among them
    words = re.findall(r"[^\W\d_]+", folded(text))
    if spoken and len(words) < COUNTED_WORDS and not _everyday(words):
        return _south_slavic(text, words, spoken) if spoken in SOUTH_SLAVIC else spoken
    found = (_known_to(words, spoken) if len(words) <= FEW_WORDS else None) or _everyday(words) or detect(text, spoken)
    if spoken and found != spoken and detect(text, spoken) == spoken:
        found = spoken  # little words are shared ("a", "to"): where statistics agree with the talk so far, it goes on
    if found in SOUTH_SLAVIC or found == MACEDONIAN:
        found = _slavic(words, found, spoken)
    if found in SOUTH_SLAVIC:
        return _south_slavic(text, words, spoken)
    if found in ONLY_IN:
        return _malay_or_indonesian(words, found, spoken)
    return found if found != UNSURE else spoken or "en"


THAI = "th"
MACEDONIAN = "mk"
ONLY_SLAVIC: dict[str, frozenset[str]] = {
    "mk": frozenset({"sum", "jas", "sakam", "sakal", "sakala", "kje", "dali", "rabotam", "rabotev", "ucam", "naucam", "vo", "so",
                     "koga", "kolku", "toa", "nekoj", "ama", "mozam", "nedelno", "saati", "casa", "poarno", "podobro",
                     "vsusnost", "zaedno", "zosto", "sega", "potoa", "povekje", "blagodaram", "kade", "gi", "bev", "skapo", "prvoto",
                     "vtoroto", "tretoto", "prviot", "vtoriot", "eden", "edna", "edno", "jazik", "imase", "zavrsiv", "raboti"}),
    "bs": frozenset({"sam", "je", "bih", "hocu", "ocu", "zelim", "zelela", "zelio", "mogu", "umem", "umijem", "sta", "koliko", "kolko",
                     "kada", "kad", "gde", "gdje", "nije", "nisam", "su", "jer", "sa", "u", "vece", "sati", "sata", "ovo", "taj", "ovaj",
                     "cu", "ce", "cemo", "koji", "zasto", "posle", "poslije", "radim", "radio", "radila", "ucim", "prvi", "drugi",
                     "drugo", "nedeljno", "sedmicno", "tjedno", "vise", "meni", "ili", "ako", "svako", "hteo", "htela", "htio", "htjela"}),
}  # fmt: skip
"""Little words that either Macedonian or its neighbours use; statistics take a few words in Cyrillic for either."""


def _slavic(words: list[str], guess: str, spoken: str | None) -> str:
    """Tell Macedonian from Bosnian, Croatian and Serbian by words that only one side uses, else by what was spoken before."""
    said = {language: sum(w in own for w in words) for language, own in ONLY_SLAVIC.items()}
    before = MACEDONIAN if spoken == MACEDONIAN else "bs" if spoken in SOUTH_SLAVIC else ""
    if said["mk"] != said["bs"]:
        return max(said, key=lambda language: said[language])
    return before or guess


ONLY_IN: dict[str, frozenset[str]] = {
    "ms": frozenset({"mahu", "nak", "percuma", "sahaja", "selepas", "wang", "syarikat", "takde", "tiada", "bersemuka",
                     "kerana", "hendak", "tak", "awak", "kena", "siap", "mac", "ogos", "berbayar", "mengimpal", "kimpalan", "universiti", "kilang"}),
    "id": frozenset({"mau", "bisa", "punya", "gratis", "uang", "daring", "pelatihan", "karena", "nggak", "gak", "enggak",
                     "perusahaan", "aku", "gue", "kayak", "mengelas", "universitas", "pabrik", "butuh", "tapi"}),
}  # fmt: skip
"""Two languages that share nearly all words; the name of a country must not decide between them."""


def _malay_or_indonesian(words: list[str], guess: str, spoken: str | None) -> str:
    """Tell Malay and Indonesian by words that only one of them uses, else by what was spoken before."""
    said = {language: sum(w in own for w in words) for language, own in ONLY_IN.items()}
    if said["ms"] != said["id"]:
        return max(said, key=lambda language: said[language])
    return spoken if spoken in ONLY_IN else guess


def _everyday(words: list[str]) -> str | None:
    """Count everyday words; None where no language leads clearly."""
    counts = {lang: sum(w in known for w in words) for lang, known in _everyday_words().items() if lang in LANGUAGES}
    ranked = sorted(counts.items(), key=lambda pair: -pair[1])
    clear = ranked[0][1] >= 2 and ranked[0][1] >= ranked[1][1] + 2
    return ranked[0][0] if clear else None


def _known_to(words: list[str], spoken: str | None) -> str | None:
    """Give the language whose lexicon knows most of a few words, of several the one spoken; statistics guess badly there."""
    everyday = _everyday_words()
    counts = {lang: sum((w in vocabulary()[lang]) + (w in everyday[lang]) for w in words) for lang in LANGUAGES}
    own = {"hr": "bs", "sr": "bs"}.get(spoken or "", spoken)
    return max(counts, key=lambda language: (counts[language], language == own)) if any(counts.values()) else None


def _south_slavic(text: str, words: list[str], spoken: str | None) -> str:
    """Tell Croatian and Serbian by the words that only they use; Serbian also by its script."""
    if any("\u0400" <= c <= "\u04ff" for c in text):
        return "sr"
    for language in ("hr", "sr"):
        if any(w in _everyday_words()[language] for w in words):
            return language
    return spoken if spoken in SOUTH_SLAVIC else _where(text) or "bs"


def _where(text: str) -> str:
    """Give the language of the place that is named first, where nothing else tells: people in Novi Sad read Serbian."""
    plain = folded(text)
    words = (match for match in WORD.finditer(plain) if match.group() not in vocabulary()["bs"])
    found = (town_at(plain, match.start(), "bs") for match in words)
    named = (town[0] for town in found if town and not town[0].everyday and not town[0].small)
    return next((OF_COUNTRY[town.country] for town in named if town.country in OF_COUNTRY), "")


OF_COUNTRY = {"RS": "sr", "HR": "hr", "BA": "bs"}
