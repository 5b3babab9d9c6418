"""Which day did the provider mean?"""

import re
from datetime import date, timedelta

from knowledge.submissions.words import CONTINUOUS, plain

MONTH_FIRST_COUNTRIES = frozenset({"US", "PH"})
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?(?:[T ].*)?$")
_DAY_FIRST = re.compile(
    r"^(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4}|(?<=\.)\d{2})\.?(?: \d{1,2}[:.]\d\d(?::\d\d)?)?$"
)
_DAY_MONTH_YEAR = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:of\s+|de\s+|-)?\s*([^\d\s,./-]+)\.?,?\s*(?:de\s+|-)?\s*(\d{4})\.?\s*(?:god\w*|г)?\.?$"
)
_MONTH_DAY_YEAR = re.compile(r"^([^\d\s,./-]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$")
_WEEKDAY = re.compile(r"^[^\W\d_]{2,12}\.?,\s+(?=\d|[^\W\d_]+\.?\s+\d{1,2},)")
_SERIAL = re.compile(r"^[34-5]\d{4}(?:\.\d+)?$")
_COMPACT = re.compile(r"^(20\d\d)([01]\d)([0-3]\d)$")
_DAYS = re.compile(r"^(\d{1,2})\.?\s*[-–—]\s*\d{1,2}\.?\s*(?=[^\d\s./-])")
_FROM = re.compile(r"^(?:from|od|ab|von|vom|dari|nga|од|du|del|dal|ตั้งแต่)\s+", re.IGNORECASE)
_BETWEEN_DAYS = re.compile(
    r"\s+(?:to|until|do|bis|bis zum|hingga|sampai|s/d|deri më|deri|до|au|al|hasta|ถึง|-|–|—)\s+|(?<=\d{4})\s?[-–—]\s?(?=\d)|(?<=\d{4}\.)\s?[-–—]\s?(?=\d)",
    re.IGNORECASE,
)
_THAI_POINT = re.compile(r"(?<=[\u0e00-\u0e7f])\.")
_FIRST_SERIAL = date(1899, 12, 30)
_BUDDHIST = 543
_BUDDHIST_YEARS = range(2443, 2700)
_CENTURY = 2_000
_MONTHS = (
    "มค,january,jan,siječanj,siječnja,januar,januara,jänner,januari,ocak,enero,ene,janvier,gennaio,janar,јануари,јануар,มกราคม,ม.ค.",
    "กพ,february,feb,veljača,veljače,februar,februara,februari,febrero,février,febbraio,shkurt,фебруари,фебруар,กุมภาพันธ์",
    "มีค,march,mar,ožujak,ožujka,mart,marta,märz,maret,mac,marzo,mars,март,มีนาคม",
    "เมย,april,apr,travanj,travnja,aprila,abril,avril,aprile,prill,април,เมษายน",
    "พค,may,svibanj,svibnja,maj,maja,mai,mei,mayo,maggio,мај,พฤษภาคม",
    "มิย,june,jun,lipanj,lipnja,juni,juna,junio,juin,giugno,qershor,јуни,јун,มิถุนายน",
    "กค,july,jul,srpanj,srpnja,juli,jula,julai,julio,juillet,luglio,korrik,јули,јул,กรกฎาคม",
    "สค,august,aug,kolovoz,kolovoza,avgust,avgusta,augusta,agustus,ogos,agosto,août,gusht,август,สิงหาคม",
    "กย,september,sep,sept,rujan,rujna,septembar,septembra,septiembre,septembre,settembre,shtator,септември,септембар,กันยายน",
    "ตค,october,oct,listopad,listopada,oktobar,oktobra,oktober,okt,octubre,octobre,ottobre,tetor,октомври,октобар,ตุลาคม",
    "พย,november,nov,studeni,studenoga,studenog,novembar,novembra,noviembre,novembre,nëntor,ноември,новембар,พฤศจิกายน",
    "ธค,december,dec,prosinac,prosinca,decembar,decembra,dezember,dez,desember,des,disember,diciembre,décembre,dicembre,dhjetor,декември,децембар,ธันวาคม",
)
_MONTH = {plain(name): number for number, names in enumerate(_MONTHS, start=1) for name in names.split(",")}


def start(text: str, country: str = "", *, month_first: bool = False) -> date | None:
    """Read one day: ISO, dd.mm.yyyy, dd/mm/yyyy (mm/dd/yyyy where the country writes so), '15 March 2027', a serial of Excel."""
    text = _WEEKDAY.sub("", _THAI_POINT.sub("", text.strip()))
    if _SERIAL.match(text):
        return _FIRST_SERIAL + timedelta(days=int(float(text)))
    found = _in_digits(text, month_first or country in MONTH_FIRST_COUNTRIES) or _in_words(_DAYS.sub(r"\1 ", text))
    if not found:
        return _first_of_two(text, country, month_first)
    year, month, day = found
    try:
        return date(year - _BUDDHIST if year in _BUDDHIST_YEARS else year, month, day)
    except ValueError:
        return None


def _first_of_two(text: str, country: str, month_first: bool) -> date | None:
    """Read 'od 15.2.2027. do 20.3.2027.' as its first day, where both are days."""
    for found in _BETWEEN_DAYS.finditer(text):
        days = [
            start(_FROM.sub("", text[: found.start()]), country, month_first=month_first),
            start(text[found.end() :], country, month_first=month_first),
        ]
        if days[0] and days[1] and days[0] <= days[1]:
            return days[0]
    return None


def is_continuous(text: str) -> bool:
    """Say whether one can begin on any day."""
    return plain(text) in CONTINUOUS


def _in_digits(text: str, month_first: bool) -> tuple[int, int, int] | None:
    if found := _ISO.match(text) or _COMPACT.match(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.match(text):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] != "." and (month_first or month > 12):
            day, month = (month, day) if day <= 12 else (day, month)
        return (year if year > 99 else _CENTURY + year), month, day
    return None


def _in_words(text: str) -> tuple[int, int, int] | None:
    if found := _DAY_MONTH_YEAR.match(text):
        day, name, year = found.groups()
    elif found := _MONTH_DAY_YEAR.match(text):
        name, day, year = found.groups()
    else:
        return None
    month = _MONTH.get(plain(name))
    return (int(year), month, int(day)) if month else None
