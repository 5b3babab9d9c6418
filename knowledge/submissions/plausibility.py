"""Which figures, prices, levels, languages and addresses of a record cannot well be true together?"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from knowledge.submissions.rules import finding
from knowledge.submissions.wording import first_words
from knowledge.submissions.words import CURRENCY_OF_COUNTRY
from knowledge.submissions.words_to_machines import pattern
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.language import NAMES, understood_together
from knowledge.vocabulary.opportunity import LearningOpportunity, Price
from knowledge.vocabulary.submission import Finding

FEWEST_HOURS_A_CREDIT, MOST_HOURS_A_CREDIT = 20, 40
"""One ECTS credit is 25 to 30 hours; national practice bends that a little."""
YEARS_OF_HOURS = 5_000
MANY_ECTS = 60
CHEAPEST, DEAREST, DEAREST_HOUR = Decimal(1), Decimal(60_000), Decimal(100)
"""In euros: below and above, somebody mistook the point or the currency; a long programme may well be dear."""
ENOUGH_LETTERS = 160
"""Of a text whose language is told."""
PER_EURO = {
    # Orders of magnitude, for spotting a slipped point only; nothing is ever converted
    "EUR": "1", "USD": "1.1", "GBP": ".85", "CHF": ".95", "BAM": "1.96", "RSD": "117", "ALL": "100", "MKD": "61.5",
    "IDR": "17500", "MYR": "5", "THB": "38", "PHP": "62", "VND": "27000", "SGD": "1.45", "INR": "92", "CNY": "7.8",
    "TRY": "36", "PLN": "4.3", "HUF": "395", "CZK": "25", "SEK": "11.4", "NOK": "11.5", "DKK": "7.5", "RON": "5",
    "UAH": "43", "ZAR": "20", "ZMW": "28", "KES": "140", "JPY": "160", "AUD": "1.65", "CAD": "1.5", "NZD": "1.8",
}  # fmt: skip
_ABROAD = frozenset({"EUR", "USD"})
"""Currencies in which courses are sold far from home."""
_FILLED_IN = re.compile(r"^(?:9{5,}|12345\d*|1{5,})$")
_FREE = (
    pattern("free", r"\b(?:this|the|our)\s+(?:[\w-]+\s+){0,3}?(?:course|training|programme|program|workshop)\s+is\s+(?:completely\s+|entirely\s+|offered\s+|provided\s+)?free\b(?!\s+(?:of\s+(?!charge|cost)|from|to\s+audit))|\bfree\s+(?:online\s+)?(?:course|training|programme|program|workshop)\b(?!\s*(?:material|book|content|catalog|trial|preview|resource))|\b(?:course|training|program(?:me)?|participation|attendance)\s+is\s+(?:\w+\s+)?free\s+of\s+charge\b|\btuition[- ]free\b"),
    pattern("besplat", r"\b(?:kurs|tecaj|obuka|program|ucesce|ucestvo|sudjelovanje|skolovanje)\w*\s+(?:je|e)\s+(?:\w+\s+)?besplat\w+|\bbesplat\w+\s+(?:kurs|tecaj|obuk|program|skolovanj)\w*"),
    pattern("kostenlos,kostenfrei,gratis", r"\b(?:kurs|lehrgang|teilnahme|schulung|ausbildung|seminar|kursus|pelatihan|program)\s+(?:ist\s+|ini\s+|adalah\s+)?(?:\w+\s+){0,3}?(?:kostenlos|kostenfrei|gratis)\b|\b(?:kostenlose|kostenfreie)[rns]?\s+(?:kurs|lehrgang|schulung|seminar)"),
    pattern("percuma,tidak dipungut,tanpa biaya", r"\b(?:kursus|pelatihan|latihan|program)\s+(?:ini\s+)?(?:adalah\s+)?(?:percuma|tidak\s+dipungut\s+biaya|tanpa\s+biaya)"),
    pattern("falas,pa pagese", r"\b(?:kursi|trajnimi|programi|pjesemarrja)\s+(?:eshte\s+)?(?:falas|pa\s+pagese)\b"),
    pattern("ฟรี,ไม่มีค่าใช้จ่าย,ไม่เสียค่าใช้จ่าย", r"(?:หลักสูตร|คอร์ส|อบรม|เรียน)[ก-๙ ]{0,15}(?:ฟรี|ไม่มีค่าใช้จ่าย|ไม่เสียค่าใช้จ่าย)"),
    pattern("gratuit,gratis", r"\b(?:curso|formacion|formation|cours)\s+(?:\w+\s+)?(?:es\s+|est\s+)?(?:gratuit[aoe]?|gratis)\b"),
)  # fmt: skip
_MONEY = r"(?:(?:us\$|[$€£฿₱₹]|eur|usd|bam|rsd|chf|idr|rp\.?|rm|myr|thb)\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|\$|£|฿|eur\b|euro?s?\b|km\b|bam\b|rsd\b|din\b|usd\b|chf\b|baht\b|rupiah\b|ringgit\b|denari?\b|leke?\b|บาท))"
_FEE = (
    pattern(
        "fee,tuition,cost,price,cijena,cena,preis,gebuhr,kosten,biaya,harga,yuran,cmimi,tarifa,precio,ราคา,ค่าเรียน,ค่าใช้จ่าย",
        rf"(?:\b(?:course\s+fee|tuition(?:\s+fee)?|(?:the\s+)?(?:course|training|programme|program)\s+costs|price|participation\s+fee|cijena|cena|preis|kursgebuhr|teilnahmegebuhr|biaya|harga|yuran|cmimi|tarifa|precio)|ราคา|ค่าเรียน|ค่าใช้จ่าย)\s*(?:is|je|e|eshte|betragt|iznosi|sebesar|adalah|ialah|es|of)?\s*[:=]?\s*{_MONEY}",
    ),
)
_NOT_FOR_BEGINNERS, _NOT_ADVANCED = 6, 5
_BEGINNERS = (
    pattern(
        "beginner,pocetnik,pocetnic,anfanger,pemula,fillestar,principiante",
        r"\b(?:for\s+(?:absolute\s+|complete\s+)?beginners|za\s+pocetnik\w*|za\s+pocetnic\w*|fur\s+anfanger\w*|untuk\s+pemula|per\s+fillestar\w*|para\s+principiantes)\b",
    ),
)
_GRADUATES = (
    pattern(
        "master,postgraduate,mba,doctor,phd,postdiplom,doktor",
        r"\b(?:master['’]?s\s+(?:degree|level|programme|program)|master\s+of\s+(?:science|arts|business|laws)|postgraduate|mba\b|phd\b|doctoral|postdiplomsk\w+|doktorsk\w+)",
    ),
)


def implausible(record: MicroCredential, tell_language: Callable[[str], str]) -> Iterable[Finding]:
    """Look at the figures of one record against each other and against its words; row and column are still blank."""
    yield from _workload(record)
    yield from _level(record)
    yield from _language(record, tell_language)
    words = f"{record.description}\n{record.further_information}"
    for opportunity in record.opportunities:
        yield from _price(opportunity, words, Decimal(record.workload.hours or 0))
        if opportunity.url.startswith("http://"):
            yield finding("not_https", field="url", value=opportunity.url)


def _workload(record: MicroCredential) -> Iterable[Finding]:
    hours, ects = record.workload.hours, record.workload.ects
    if hours and ects and not FEWEST_HOURS_A_CREDIT <= hours / ects <= MOST_HOURS_A_CREDIT:
        arithmetic = f"{hours:g} hours / {ects:g} ECTS = {hours / ects:.3g} hours a credit"
        yield finding("hours_against_ects", field="hours", value=arithmetic)
    if hours and hours > YEARS_OF_HOURS:
        yield finding("years_of_hours", field="hours", value=f"{hours:g}")
    if ects and ects > MANY_ECTS:
        yield finding("programme_by_ects", field="ects", value=f"{ects:g}")


def _level(record: MicroCredential) -> Iterable[Finding]:
    level = record.eqf_level
    if level is None:
        return
    if level >= _NOT_FOR_BEGINNERS and (words := first_words(_BEGINNERS, record.title)):
        yield finding("level_against_words", field="eqf_level", value=words, level=level)
    if level <= _NOT_ADVANCED and (words := first_words(_GRADUATES, record.title)):
        yield finding("level_against_words", field="eqf_level", value=words, level=level)


def _language(record: MicroCredential, tell_language: Callable[[str], str]) -> Iterable[Finding]:
    """Both halves of the text must look the same and be understood by nobody who was promised the stated language."""
    text = record.description
    stated = {language for one in record.opportunities for language in one.languages}
    if not stated or not stated <= NAMES.keys() or sum(c.isalpha() for c in text) < ENOUGH_LETTERS:
        return
    heard = {tell_language(half) for half in (text[: len(text) // 2], text[len(text) // 2 :])}
    found = next(iter(heard))
    if len(heard) > 1 or found not in NAMES:
        return
    if not stated.intersection(understood_together(found)):
        names = ", ".join(NAMES[language] for language in sorted(stated))
        yield finding("language_of_text", field="language", value=NAMES[found], stated=names, evidence=text)


def _price(opportunity: LearningOpportunity, words: str, hours: Decimal) -> Iterable[Finding]:
    price = opportunity.price
    if price is None:
        return
    written = f"{price.amount} {price.currency}"
    if price.amount == 0:
        if fee := first_words(_FEE, words):
            yield finding("fee_in_text", field="price", value=fee)
        return
    if free := first_words(_FREE, words):
        yield finding("free_in_text", field="price", value=free, price=written)
    if _is_absurd(price, hours):
        yield finding("absurd_price", field="price", value=written)
    home = CURRENCY_OF_COUNTRY.get(opportunity.provider.country, "")
    if home and price.currency not in {home, *_ABROAD}:
        yield finding(
            "foreign_currency",
            field="currency",
            value=price.currency,
            country=opportunity.provider.country,
            home=home,
        )


def _is_absurd(price: Price, hours: Decimal) -> bool:
    if _FILLED_IN.match(str(price.amount)):
        return True
    rate = PER_EURO.get(price.currency)
    if rate is None:
        return False
    euros = price.amount / Decimal(rate)
    return not CHEAPEST <= euros <= max(DEAREST, hours * DEAREST_HOUR)
