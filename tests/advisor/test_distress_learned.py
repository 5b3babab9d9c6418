"""Is a message cut, weighed and learnt from as the examples say?"""

import time

import numpy as np
import pytest

from advisor.distress import Distress, distress_in, is_harmed, is_violent
from advisor.distress.grams import places_of
from advisor.distress.learned import Weighed, judged, learnt, weigh
from advisor.distress.pieces import pieces
from advisor.distress.train import Line, of_bits, trained, with_company


def shares(crisis, another, care, none):
    return np.array([crisis, another, care, none], np.float32)


def test_a_message_is_read_whole_by_sentences_and_by_clauses():
    assert pieces("I weld. Evenings, please. But I am tired") == [
        "I weld. Evenings, please. But I am tired",
        "I weld",
        "Evenings, please",
        "But I am tired",
        "I am tired",
    ]


def test_thai_clauses_are_parted_at_spaces():
    assert pieces("อยากเรียนเชื่อม ว่างตอนเย็น ครับ") == ["อยากเรียนเชื่อม ว่างตอนเย็น ครับ", "อยากเรียนเชื่อม", "ว่างตอนเย็น"]


def test_the_same_words_in_another_script_or_with_other_marks_have_the_same_bits():
    assert places_of("Не живи ми се!").tolist() == places_of("ne živi mi se").tolist()


def test_the_most_alarming_piece_decides():
    calm, alarming = shares(0, 0, 0, 1), shares(0.9, 0, 0, 0.1)

    assert judged([calm, alarming], []) == Weighed(danger=True)
    assert judged([calm], []) == Weighed()


def test_somebody_else_is_meant_only_where_that_is_much_likelier():
    assert judged([shares(0.2, 0.7, 0, 0.1)], []).another
    assert not judged([shares(0.4, 0.5, 0, 0.1)], []).another


def test_what_is_long_ago_must_be_very_alarming():
    assert judged([shares(0.7, 0, 0, 0.3)], [], at_least=0.85) == Weighed()
    assert judged([shares(0.9, 0, 0, 0.1)], [], at_least=0.85).danger


def test_without_the_model_of_the_examples_the_words_alone_count():
    asked = []

    def no_vector(text, model):
        asked.append(model)

    assert weigh("tonight is my last night, thank you all", no_vector) == weigh(
        "tonight is my last night, thank you all"
    )
    assert set(asked) == {learnt().model}


def test_the_words_are_weighed_within_milliseconds():
    message = "I work nights in a warehouse, want to learn welding. Evenings only, up to 200 euro, in Leeds or online."
    weigh(message)
    began = time.perf_counter()

    for _ in range(20):
        weigh(message)

    assert (time.perf_counter() - began) / 20 < 0.05


def test_new_examples_change_what_is_noticed():
    told = [
        Line("en", text, kind, (i,))
        for i, (text, kind) in enumerate(
            [
                ("the lighthouse calls me tonight", "crisis"),
                ("tonight I follow the lighthouse", "crisis"),
                ("a course about gardens", "none"),
                ("gardens and trees please", "none"),
                ("my brother follows the lighthouse", "third_person"),
                ("lonely since spring", "care"),
            ]
        )
    ]
    meaning = np.eye(len(told), dtype=np.float32)

    weights = trained(told, of_bits(told), meaning, "tiny")

    pull = weights["bits"].astype(float) * weights["bits_scale"][:, None]
    alarming = pull[:, places_of("the lighthouse tonight")].sum(axis=1)
    assert alarming.argmax() == 0
    assert weights["model"] == "tiny"


def test_each_line_keeps_its_company_when_lines_are_added():
    calm = [Line("en", text, "none", (i,)) for i, text in enumerate(["a wish", "another wish", "a third wish"])]
    heavy = Line("en", "heavy words", "crisis", (9,))

    before = {line.text for line in with_company([*calm, heavy]) if line.kind == "crisis"}
    after = {
        line.text for line in with_company([*calm, Line("en", "x", "care", (10,)), heavy]) if line.kind == "crisis"
    }

    assert before == after
    assert len(before) == 2


@pytest.mark.parametrize(
    "words",
    [
        "my husband hits me",
        "he said he will kill me",
        "muž me opet tukao",
        "ми се заканува дека ќе ме убие",
        "burri më rreh",
        "er hat mich gestern gewürgt",
        "suami memukul saya",
        "ผัวซ้อม",
        "mi marido me pega",
        "my husband threatens me with a knife",
        "муж ми прети ножем",
        "suami ngacungin pisau ke saya",
        "สามีเอามีดจี้",
    ],
)
def test_who_is_beaten_or_threatened_hears_other_words(words):
    assert is_harmed(words)
    assert distress_in(words) == Distress.CRISIS


@pytest.mark.parametrize("words", ["I want to die", "ne živi mi se", "beats me", "my boss will kill me if I am late"])
def test_who_is_not_harmed_by_another_does_not(words):
    assert not is_harmed(words)


def test_violence_against_somebody_else_is_told_from_other_danger():
    assert is_violent("komšinicu tuče muž")
    assert not is_violent("brat kaže da će se ubiti")


@pytest.mark.parametrize(
    "words",
    [
        "I'm not suicidal, just want a course",
        "nisam suicidalna, samo tražim kurs",
        "не сум суицидна, сакам курс",
        "ich bin nicht suizidal, ich will nur einen kurs",
        "saya tidak mau bunuh diri, cuma cari kursus",
        "ไม่ได้อยากฆ่าตัวตาย แค่หาคอร์ส",
        "หิวจะตายแล้ว ขอคอร์สทำอาหาร",
    ],
)
def test_what_is_said_not_to_be_so_is_no_alarm(words):
    assert distress_in(words) == Distress.NONE


@pytest.mark.parametrize(
    "words",
    [
        "I'm not suicidal but tonight I will hang myself",
        "free welding course please, otherwise I don't see a reason to live",
        "ovaj posao me ubija i svaku noć se nadam da se neću probuditi",
        "I lost my job last year and I want to kill myself",
        "saya kehilangan kerja tahun lalu, sekarang mau bunuh diri",
    ],
)
def test_a_calm_word_beside_it_hides_no_danger(words):
    assert distress_in(words) == Distress.CRISIS
