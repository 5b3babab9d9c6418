"""Which day did the provider mean?"""

import re
from datetime import date, timedelta

from knowledge.submissions.words import CONTINUOUS, plain

MONTH_FIRST_COUNTRIES = frozenset({"US", "PH"})
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?(?:[T ].*)?$")
_DAY_FIRST = re.compile(r"^(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4}|(?<=\.)\d{2})\.?(?: \d{1,2}[:.]\d\d(?::\d\d)?)?$")
_DAY_MONTH_YEAR = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:of\s+|de\s+|-)?\s*([^\d\s,./-]+)\.?,?\s*(?:de\s+|-)?\s*(\d{4})\.?\s*(?:god\w*|г)?\.?$"
)
_MONTH_DAY_YEAR = re.compile(r"^([^\d\s,./-]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$")
_WEEKDAY = re.compile(r"^[^\W\d_]{2,12}\.?,\s+(?=\d|[^\W\d_]+\.?\s+\d{1,2},)")
_SERIAL = re.compile(r"^[34-5]\d{4}(?:\.\d+)?$")
_FIRST_SERIAL = date(1899, 12, 30)
_BUDDHIST = 543
_BUDDHIST_YEARS = range(2443, 2700)
_CENTURY = 2_000
_MONTHS = (
    "january,jan,siječanj,siječnja,januar,januara,jänner,januari,ocak,enero,ene,janvier,gennaio,janar,јануари,јануар,มกราคม,ม.ค.",
    "february,feb,veljača,veljače,februar,februara,februari,febrero,février,febbraio,shkurt,фебруари,фебруар,กุมภาพันธ์",
    "march,mar,ožujak,ožujka,mart,marta,märz,maret,mac,marzo,mars,март,มีนาคม",
    "april,apr,travanj,travnja,aprila,abril,avril,aprile,prill,април,เมษายน",
    "may,svibanj,svibnja,maj,maja,mai,mei,mayo,maggio,мај,พฤษภาคม",
    "june,jun,lipanj,lipnja,juni,juna,junio,juin,giugno,qershor,јуни,јун,มิถุนายน",
    "july,jul,srpanj,srpnja,juli,jula,julai,julio,juillet,luglio,korrik,јули,јул,กรกฎาคม",
    "august,aug,kolovoz,kolovoza,avgust,avgusta,augusta,agustus,ogos,agosto,août,gusht,август,สิงหาคม",
    "september,sep,sept,rujan,rujna,septembar,septembra,septiembre,septembre,settembre,shtator,септември,септембар,กันยายน",
    "october,oct,listopad,listopada,oktobar,oktobra,oktober,okt,octubre,octobre,ottobre,tetor,октомври,октобар,ตุลาคม",
    "november,nov,studeni,studenoga,studenog,novembar,novembra,noviembre,novembre,nëntor,ноември,новембар,พฤศจิกายน",
    "december,dec,prosinac,prosinca,decembar,decembra,dezember,dez,desember,des,disember,diciembre,décembre,dicembre,dhjetor,декември,децембар,ธันวาคม",
)
_MONTH = {plain(name): number for number, names in enumerate(_MONTHS, start=1) for name in names.split(",")}


def start(text: str, country: str = "", *, month_first: bool = False) -> date | None:
    """Read one day: ISO, dd.mm.yyyy, dd/mm/yyyy (mm/dd/yyyy where the country writes so), '15 March 2027', a serial of Excel."""
    text = _WEEKDAY.sub("", text.strip())
    if _SERIAL.match(text):
        return _FIRST_SERIAL + timedelta(days=int(float(text)))
    found = _in_digits(text, month_first or country in MONTH_FIRST_COUNTRIES) or _in_words(text)
    if not found:
        return None
    year, month, day = found
    try:
        return date(year - _BUDDHIST if year in _BUDDHIST_YEARS else year, month, day)
    except ValueError:
        return None


def is_continuous(text: str) -> bool:
    """Say whether one can begin on any day."""
    return plain(text) in CONTINUOUS


def _in_digits(text: str, month_first: bool) -> tuple[int, int, int] | None:
    if found := _ISO.match(text):
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
