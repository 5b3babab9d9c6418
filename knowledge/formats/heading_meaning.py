"""Which of our columns may a heading mean, in whatever words and units it is written?"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from knowledge.formats.headings import COLUMNS, COURSE_WORDS, NOTES, OTHERS, PEOPLE, SYNONYMS, fold_heading
from knowledge.submissions.numbers import currency_code
from knowledge.submissions.words import plain

_CAMEL = re.compile(r"(?<=[a-zà-žа-я])(?=[A-ZÀ-ŽА-Я])")
_DOTTED = re.compile(r"[\w-]+(?:\.[\w-]+)+$")
_IN_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]")
_BETWEEN_LANGUAGES = re.compile(r"\s*[/|\n:]\s*|\s+[-–—]\s+")
_LEAST_LETTERS, _LEAST_LIKENESS, _MOST_LETTERS_MORE = 6, 90, 1
_MEANING = {fold: ours for ours in reversed(COLUMNS) for fold in SYNONYMS[ours]}
_PLACE_IN_LIST = {ours: {fold: place for place, fold in enumerate(folds)} for ours, folds in SYNONYMS.items()}
UNITS = {
    plain(word): unit
    for unit, words in {
        "hours": "h,hr,hrs,hour,hours,sat,sati,satima,sata,časova,časovi,čas,stunden,std,stunde,jam,orë,часови,часа,сати,ชั่วโมง,ชม,horas,heures,ore,uren,godz,saat,clock hours,ue,jp",
        "minutes": "min,mins,minute,minutes,minuta,minuten,menit,minit,minuta,минути,นาที,minutos",
        "days": "d,day,days,dan,dana,danima,tag,tage,tagen,hari,ditë,денови,дена,วัน,días,jours,giorni",
        "weeks": "wk,wks,week,weeks,sedmica,sedmice,sedmicama,tjedan,tjedana,tjedni,tjednima,nedelja,nedjelja,woche,wochen,minggu,javë,недели,седмици,สัปดาห์,semanas,semaines,settimane",
        "months": "mo,month,months,mjesec,mjeseci,mjeseca,mjesecima,meseci,mesec,monat,monate,monaten,bulan,muaj,месеци,เดือน,meses,mois,mesi",
        "years": "year,years,yr,yrs,godina,godine,jahr,jahre,tahun,vite,години,ปี,años,ans,anni",
    }.items()
    for word in words.split(",")
}


_BESIDE_A_UNIT = frozenset(
    map(plain, ("во", "у", "po", "në", "dalam", "ttc", "brutto", "bruto", "inkl", "incl", "mwst", "vat", "pdv", "gst"))
)
"""Small words between a name and its unit, and taxes that are in it: 'Цена во денари', 'Prix TTC'."""
_WEEKLY = frozenset(map(plain, ("weekly", "sedmično", "tjedno", "nedeljno", "wöchentlich", "неделно", "seminggu")))


class Meaning(NamedTuple):
    """One of our columns that a heading may mean."""

    column: str
    how: str
    sure: float
    place: int
    """Place among the synonyms: an earlier one is preferred."""


class Unit(NamedTuple):
    time: str = ""
    """hours, minutes, days, weeks, months, years; empty where the heading names none."""
    currency: str = ""


@lru_cache(maxsize=4_096)
def meaning_of(heading: str) -> Meaning | None:
    """Tell by the name alone; None where the name says nothing to us."""
    if _DOTTED.match(heading) and (nested := _nested(heading)):
        return nested if nested.column else None
    fold = fold_heading(heading)
    if fold in _MEANING:
        return _meaning(fold, "name", 1.0 if fold == fold_heading(_MEANING[fold]) else 0.95)
    for piece in _pieces(heading):
        if piece in _MEANING:
            return _meaning(piece, "part of the name", 0.8)
    return _similar(fold)


@lru_cache(maxsize=4_096)
def means_something_else(heading: str) -> bool:
    """Say whether a heading names what is surely none of ours, whatever its cells look like: 'updated', 'teacher.name'."""
    return any(
        fold_heading(word) in PEOPLE | OTHERS
        for word in plain(_CAMEL.sub(" ", heading).replace("_", " ").replace(".", " ")).split()
    )


def per_week(heading: str) -> bool:
    """Say whether a heading asks for hours a week: 'hours_per_week', 'Weekly study', 'Stunden pro Woche', 'sati sedmično'."""
    words = set(plain(_CAMEL.sub(" ", heading).replace("_", " ").replace("/", " ")).split())
    if words & _WEEKLY:
        return True
    hours = any(UNITS.get(word) == "hours" for word in words) or "effort" in words
    return hours and any(UNITS.get(word) == "weeks" for word in words)


@lru_cache(maxsize=4_096)
def unit_of(heading: str) -> Unit:
    """Find a unit of time or a currency that a heading names: 'Trajanje (sati)', 'Price EUR'."""
    bracketed = _IN_BRACKETS.findall(heading)
    words = plain(_CAMEL.sub(" ", heading).replace("_", " ")).split()
    time = next((UNITS[word] for text in bracketed for word in plain(text).split() if word in UNITS), "")
    # 'min_effort' asks for the least effort, not for minutes
    named = [word for word in words if word in UNITS and len(word) > 2 and (word != "min" or word == words[-1])]
    time = time or next((UNITS[word] for word in named), "")
    pieces = [*bracketed, *re.split(r"[\s_,]+", _CAMEL.sub(" ", heading))[1:]]
    return Unit(time, next((code for piece in pieces if (code := currency_code(piece))), ""))


def _meaning(fold: str, how: str, sure: float) -> Meaning:
    ours = _MEANING[fold]
    return Meaning(ours, how, sure, _PLACE_IN_LIST[ours][fold])


def belongs_elsewhere(heading: str) -> bool:
    """Say whether a field is told of somebody or something beside the course: 'institution.sectors', 'teacher.level'."""
    outer = fold_heading(heading.rpartition(".")[0].rpartition(".")[2]) if _DOTTED.match(heading) else ""
    return outer in PEOPLE or _MEANING.get(outer) in {"provider", "awarding_body", "location"}


def _pieces(heading: str) -> Iterator[str]:
    """Give what is left without brackets, numbering, the other language, words for course, and units."""
    outside = _IN_BRACKETS.sub(" ", heading).strip(" *:#-–.0123456789")
    for text in (outside, *_BETWEEN_LANGUAGES.split(outside), *_IN_BRACKETS.findall(heading)):
        yield fold_heading(text)
        words = plain(_CAMEL.sub(" ", text).replace("_", " ")).split()
        yield "".join(words)
        bare = [word for word in words if fold_heading(word) not in COURSE_WORDS and word not in UNITS]
        bare = [word for word in bare if not currency_code(word) and word not in _BESIDE_A_UNIT]
        if bare:
            yield fold_heading("".join(bare))


def _similar(fold: str) -> Meaning | None:
    """Find a name that was only misspelt."""
    from rapidfuzz import fuzz, process

    if len(fold) < _LEAST_LETTERS or not fold.isascii() or fold in NOTES:
        return None
    found = process.extractOne(fold, _LONG_NAMES, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
    # A slip of the pen is a letter; what is longer by two is another word: certificate, certificateur
    near = found is not None and abs(len(found[0]) - len(fold)) <= _MOST_LETTERS_MORE
    return _meaning(found[0], "spelling", 0.6) if found and near else None


_LONG_NAMES = [fold for fold in _MEANING if len(fold) >= _LEAST_LETTERS and fold.isascii()]

# A field inside another: what the outer one is, and what the inner one says of it
_NAMED = frozenset(
    {
        "name",
        "title",
        "label",
        "text",
        "value",
        "naziv",
        "preflabel",
        "description",
        "content",
        "displayname",
        "rendered",
    }
)
_AMOUNT = frozenset(
    {"amount", "value", "total", "price", "cost", "min", "max", "from", "betrag", "iznos", "cijena", "jumlah"}
)
_INNER: dict[str, dict[str, str]] = {
    "price": {**dict.fromkeys(_AMOUNT, "price"), "currency": "currency", "currencycode": "currency", "pricecurrency": "currency", "curr": "currency", "waehrung": "currency", "wahrung": "currency", "valuta": "currency"},
    "hours": {**dict.fromkeys(_AMOUNT | {"hours", "stunden", "sati", "h"}, "hours"), "ects": "ects", "credits": "ects"},
    "provider": {**dict.fromkeys(_NAMED - {"description", "text", "content"}, "provider"), "country": "country", "countrycode": "country", "city": "location", "town": "location", "province": "location", "region": "location", "ort": "location", "stadt": "location", "grad": "location", "mjesto": "location", "kota": "location"},
    "awarding_body": {**dict.fromkeys(_NAMED - {"description", "text", "content"}, "awarding_body"), "country": "country", "countrycode": "country"},
    "location": {**dict.fromkeys(_NAMED | {"city", "town", "province", "address", "street"}, "location"), "country": "country", "countrycode": "country"},
    "eqf_level": dict.fromkeys(_NAMED | {"level", "eqf", "number"}, "eqf_level"),
    "language": dict.fromkeys(_NAMED | {"code", "iso", "tag"}, "language"),
    "start_dates": dict.fromkeys(_NAMED | {"start", "date", "startdate", "from", "begin"}, "start_dates"),
    "schedule": {**dict.fromkeys(_NAMED, "schedule"), "start": "start_dates", "startdate": "start_dates"},
}  # fmt: skip
_SURE_IN_ANYTHING = frozenset(
    {
        "price",
        "currency",
        "language",
        "mode",
        "start_dates",
        "schedule",
        "location",
        "skills",
        "learning_outcomes",
        "assessment",
        "ects",
        "eqf_level",
    }
)
_OF_AN_OFFER = frozenset({"hours", "url", "country", "support", "provider"})
_OFFERS = frozenset(
    {
        "offer",
        "offering",
        "session",
        "instance",
        "courseinstance",
        "edition",
        "run",
        "courserun",
        "event",
        "occurrence",
        "intake",
        "cohort",
        "date",
        "termin",
        "opportunity",
        "delivery",
        "logistic",
        "pricing",
        "duration",
        "durchführung",
        "edicija",
    }
)
_OUTER_OF_COURSE = frozenset(
    {
        "attributes",
        "fields",
        "properties",
        "node",
        "data",
        "item",
        "record",
        "details",
        "info",
        "general",
        "metadata",
        "meta",
        "specs",
        "extra",
        "acf",
        "source",
        "customfields",
    }
)


def _nested(heading: str) -> Meaning | None:
    """Read 'provider.name'; an empty column says that the field is surely none of ours."""
    outer, _, inner = heading.rpartition(".")
    outside, inside = fold_heading(outer.rpartition(".")[2]), fold_heading(inner)
    whole = fold_heading(f"{outer.rpartition('.')[2]}{inner}")
    if outside in PEOPLE:
        return Meaning("", "", 0.0, 0)
    if whole in _MEANING:
        return _meaning(whole, "name", 0.95)
    if outside in _OUTER_OF_COURSE or outside in COURSE_WORDS or _MEANING.get(outside) == "title":
        return meaning_of(inner)
    if ours := _MEANING.get(outside):
        known = _INNER.get(ours, dict.fromkeys(_NAMED, ours)).get(inside, "")
        return Meaning(known, "name", 0.9, 0)
    found = meaning_of(inner)
    if found is None or found.column not in _SURE_IN_ANYTHING | (
        _OF_AN_OFFER if outside.removesuffix("s") in _OFFERS else frozenset()
    ):
        return Meaning("", "", 0.0, 0)
    return found._replace(sure=0.7, how="part of the name")
