"""Is the encoding of a file found, and is a guess said?"""

import pytest

from knowledge.errors import MalformedDraft
from knowledge.formats.reading_text import decode

BOSNIAN = "naziv;opis\nOdržavanje solarnih panela;Učenici čiste i mjere ploče u školi, također đaci\n"
GERMAN = "titel;beschreibung\nWärmepumpen für Anfänger;Übungen in der Werkstatt, Prüfung möglich – 3 Tage\n"
MACEDONIAN = "назив;цена\nЗаварување со гас;бесплатно\n"
THAI = "ชื่อหลักสูตร;ราคา\nช่างเชื่อม;ฟรี\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_word(encoding):
    decoded = decode(BOSNIAN.encode(encoding))
    assert decoded.text.removeprefix("\ufeff") == BOSNIAN
    assert decoded.findings == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_found(encoding):
    decoded = decode(GERMAN.encode(encoding))
    assert decoded.text == GERMAN
    assert decoded.findings[0].code == "encoding_guessed"


@pytest.mark.parametrize(
    ("text", "encoding"), [(BOSNIAN, "cp1250"), (GERMAN, "cp1252"), (MACEDONIAN, "cp1251"), (THAI, "cp874")]
)
def test_a_windows_code_page_is_guessed_and_named(text, encoding):
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert [found.code for found in decoded.findings] == ["encoding_guessed"]
    assert encoding in decoded.findings[0].message
    assert decoded.findings[0].evidence != ""


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7 \x00\x01", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x00\x01\x02\x03" * 50, "zero bytes"),
        (b"\xef\xbb\xbftitle\n\xff\xfe\n", "line 2"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(content, word):
    with pytest.raises(MalformedDraft, match=word) as caught:
        decode(content)
    assert caught.value.hint != ""


def test_a_few_damaged_letters_leave_the_rest_as_it_is():
    decoded = decode(("naziv;opis\n" + "čćžšđ" * 20 + "\n").encode() + b"\xe8\n")
    assert decoded.text.startswith("naziv;opis\nčćžšđ")
    assert "damaged" in decoded.findings[0].message
