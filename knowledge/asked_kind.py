"""Does a passage hold the kind of thing that a question asks for: a person, a sum of money, a deadline, a telephone number?"""

import re
from dataclasses import dataclass

from knowledge.transliteration import folded


@dataclass(frozen=True)
class AskedKind:
    """A kind of thing that is asked for, and what a text that states one looks like. Both are read in folded text."""

    asked: re.Pattern[str]
    stated: re.Pattern[str]


CURRENCIES = r"eur(?:os?|a)?|bam|km|rsd|mkd|idr|myr|thb|usd|dinara?|denar[ia]?|rupiah|ringgit|dollars?|rupees?|lek[eu]?|baht|บาท|€|\$|£|rm|rp"
PLACE_PAYS = (
    r"city|town|municipalit\w*|mayor|opstin\w*|opcin\w*|grad|општин\w*|bashkia|komuna|stadt|gemeinde|pemkot|pemkab|pemda|"
    r"kerajaan negeri|majlis perbandaran|ayuntamiento|municipio|เทศบาล"
)


NOT_MONEY = (
    r"(?!.*(?:\bects\b|\bespb\b|\bcredits?\b|\bkredit|\bbod|\bpunkte|\bhours?\b|\bsati\b|\bstunden|\bjam\b|\bsks\b|\bpercent|\bprozent|"
    r"\bposto\b|\blevels?\b|หน่วยกิต|ชั่วโมง))"
)
"""What else one asks "how much" of."""


def _kind(asked: str, stated: str) -> AskedKind:
    return AskedKind(re.compile(asked, re.DOTALL), re.compile(stated))


KINDS: tuple[AskedKind, ...] = (
    _kind(
        r"\bministers?\b(?! of)|\bminist(?:ar|ra|er|ri|re|ro)\b|\bmenteri\b|รัฐมนตรี|\bmayor\b|\bpresiden(?:t|te)?\b|\bname of the (?:person|official|director|head)\b|"
        r"\bgradonacelni\w*|\burgermeister|\bburgermeister|\bwalikota\b|\balcalde\b|\bdirektori?\b",
        r"\bministers?\b(?! of)|\bmayor\b|\bpresident\b|\bministar\b|\bminister\b|\bmenteri\b|รัฐมนตรี",
    ),
    _kind(
        rf"^{NOT_MONEY}.*?(?:\bhow (?:much|many)\b[^?]*\b(?:pays?|paid|money|{CURRENCIES}|charges?|costs?|fees?|get paid)\b|"
        rf"\b(?:fees?|charges?)\b[^?]*\b(?:{CURRENCIES}|how much|how high)\b|"
        rf"\bkoli(?:ko|ka)\b[^?]*\b(?:kosta|placa|plati|daje|naknad\w*|{CURRENCIES}|novca|para)\b|"
        rf"\bkolku\b[^?]*\b(?:cini|cinat|kosta|plak\w*|dava|{CURRENCIES}|pari)\b|\bsa\b[^?]*\b(?:kushton|para|paguan|jep|{CURRENCIES})\b|"
        rf"\bwie ?viel\b[^?]*\b(?:zahlt|kostet|geld|bekomm\w*|{CURRENCIES})\b|\bwie hoch\b[^?]*\b(?:gebuhr\w*|kosten|preis|betrag)\b|\bwas kostet\b|"
        rf"\bberapa\b[^?]*\b(?:bayar|dibayar|membayar|biaya|harga|ongkos|yuran|kos|{CURRENCIES})\b|\b(?:bayar|biaya|yuran|harga)\w*\b[^?]*\bberapa\b|"
        rf"\bcuanto\b[^?]*\b(?:paga|cuesta|{CURRENCIES})\b|กี่บาท|(?:ค่าธรรมเนียม|ค่าใช้จ่าย|ราคา|ค่าเรียน)[^?]*(?:เท่าไร|เท่าไหร่|กี่)|"
        rf"\b(?:{PLACE_PAYS})\b[^?]*\b(?:pay us|pay me)\b|\bwhat (?:will|does|would|do)\b[^?]*\b(?:{PLACE_PAYS})\b[^?]*\bpay\b)",
        rf"(?:\d[\d.,]*|\bone|\btwo|\bthree|\bfour|\bfive|\bsix|\bten) ?(?:million|billion|thousand)? ?(?:{CURRENCIES})\b|(?:{CURRENCIES}) ?\d|"
        r"\bfree of charge\b|\bkostenlos\b|\bbesplat",
    ),
    _kind(
        r"\bdeadline\b|\buntil when\b|\bby when\b|\blast day\b|\bclosing date\b|\bdo kad\w*\b|\bdo kog\w*\b|\brok(?:a|ovi)?\b[^?]*\b(?:prijav\w*|za)\b|\bdo koga\b|\brokot\b|"
        r"\bbis wann\b|\bfrist\b|\bbewerbungsschluss\b|\bsampai kapan\b|\bbatas (?:waktu|pendaftaran|akhir)\b|\btenggat\b|\btarikh (?:tutup|akhir)\b|\bsampai bila\b|"
        r"\bderi kur\b|\bafati?\b|\bhasta cuando\b|\bplazo\b|หมดเขต|ปิดรับสมัคร|วันสุดท้าย",
        r"\bdeadline\b|\bwithin (?:\w+ ){0,2}(?:days|weeks|months)\b|\b\d+ (?:days|weeks|months)\b|\b(?:one|two|three|four|six) months\b|\buntil \d|\bby \d|\bfrist\b|\brok\b|"
        r"\bbefore the course (?:begins|starts)\b",
    ),
    _kind(
        r"\b(?:tele)?phone numbers?\b|\btelefonnummer\b|\bbroj telefona\b|\bnomor telepon\b|\bnombor telefon\b|\bnumri i telefonit\b|\bteleponski broj\b|\btelefonski broj\b|"
        r"\bopening hours\b|\boffnungszeiten\b|\bradno vrij?eme\b|\bjam buka\b|\bwaktu (?:operasi|pejabat)\b|\borari i punes\b|\brabotno vreme\b|เบอร์โทร|เวลาทำการ",
        r"\+?\d[\d /()-]{6,}\d|\b\d{1,2}[:.]\d\d\b",
    ),
)
"""Near misses: the rules are about this, and state no such thing. A text that does state one answers."""


def holds_what_is_asked(question: str, text: str) -> bool:
    """Say whether the text has what the question asks for; of other questions nobody can tell by the form."""
    plain = folded(question)
    asked = [kind for kind in KINDS if kind.asked.search(plain)]
    told = folded(text) if asked else ""
    return all(kind.stated.search(told) for kind in asked)
