"""Are numbers read as they are written, in figures and in words?"""

import pytest

from advisor.reading.numbers import numbers_in
from advisor.reading.words import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twenty-five", [25]), ("one hundred and fifty", [150]), ("two thousand five hundred", [2500]), ("five, six", [5, 6]),
        ("šezdeset i pet", [65]), ("dvadesetpet", [25]), ("sto pedeset", [150]), ("dvije hiljade", [2000]), ("petsto", [500]),
        ("dvije hiljade petsto", [2500]), ("шест стотина", [600]), ("двадесет пет", [25]),
        ("fünfundzwanzig", [25]), ("hundertfünfzig", [150]), ("fuenf", [5]), ("zweitausend", [2000]), ("dreihundert", [300]),
        ("dua puluh lima", [25]), ("sebelas", [11]), ("dua belas", [12]), ("seratus lima puluh", [150]), ("dua juta", [2_000_000]),
        ("lima ratus ribu", [500_000]), ("njëzet e pesë", [25]), ("дваесет и пет", [25]), ("ยี่สิบห้า", [25]), ("สามร้อย", [300]),
        ("สิบเอ็ด", [11]), ("treinta y cinco", [35]), ("mil quinientos", [1500]), ("1.500", [1500]), ("1,500", [1500]),
        ("2,5", [2.5]), ("1 500 000", [1_500_000]), ("2k", [2000]), ("500rb", [500_000]), ("1,200.50", [1200.5]), ("๑๐", [10]),
        ("no number here", []), ("RM200", [200]), ("hundred", [100]),
    ],
)  # fmt: skip
def test_a_number_is_read_as_written(text: str, expected: list[float]):
    numbers = [number.value for number in numbers_in(said(text, "en"))]

    assert numbers == expected


@pytest.mark.parametrize(
    ("text", "low", "high"), [("5-6", 5, 6), ("5 do 10", 5, 10), ("5 bis 10", 5, 10), ("five to ten", 5, 10)]
)
def test_a_range_keeps_both_ends(text: str, low: float, high: float):
    numbers = numbers_in(said(text, "en"))

    assert [(number.low, number.value) for number in numbers] == [(low, high)]
