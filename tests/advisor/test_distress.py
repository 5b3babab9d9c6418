"""Is a person in danger noticed, and nobody alarmed by an idiom?"""

import json
import time

import pytest

from advisor.distress import EVERYWHERE, Distress, HelpLines, distress_in, help_lines


@pytest.mark.parametrize(
    "words",
    [
        "I can't go on any more",
        "I dont want to be here anymore",
        "I want to end my life",
        "honestly I'd rather be dead than unemployed again",
        "sometimes I think about suicide",
        "Help me, I am suicidal",
        "nobody would miss me if I was gone",
        "I want everything to stop, forever",
        "I'm standing on the bridge and I want to let go",
        "razmišljam o samoubistvu",
        "Ne vidim više smisla u životu",
        "Немам зошто да живеам",
        "Nuk ka kuptim jeta ime",
        "es wäre besser, wenn ich nicht mehr da wäre",
        "tidak ada gunanya lagi saya hidup",
        "กินยานอนหลับไปทั้งขวด",
        "I took a whole bottle of pills",
        "I’m going to kill myself tonight",
        "life is not worth living",
        "I don't want to live in this world",
        "my family would be better off without me",
        "Ne mogu više da živim",
        "Ubit ću se ako me opet odbiju",
        "hoću da umrem",
        "Skočit ću s mosta",
        "Не желим више да живим",
        "Не сакам да живеам повеќе",
        "сакам да умрам",
        "Nuk dua të jetoj më",
        "dua të vdes",
        "Ich möchte sterben",
        "Ich bringe mich um",
        "Ich habe keinen Grund mehr zu leben",
        "lebih baik saya mati saja",
        "aku mau bunuh diri",
        "saya sudah tidak ingin hidup lagi",
        "saya tak mahu hidup lagi",
        "ไม่อยากมีชีวิตอยู่แล้ว",
        "อยากฆ่าตัวตาย",
        "my husband beats me",
        "muž me tuče",
        "мажот ме тепа",
        "babai më rreh",
        "mein Vater schlägt mich",
        "suami saya memukul saya",
        "ผัวตี",
    ],
)
def test_words_of_a_person_in_danger_are_a_crisis(words):
    assert distress_in(words) == Distress.CRISIS


@pytest.mark.parametrize(
    "words",
    [
        "this job is killing me",
        "I need to take my life in a new direction",
        "Overdose training for first responders",
        "želim živjeti od svog rada",
        "dua të jetoj në Tiranë dhe të punoj",
        "I'd kill for a coffee and a course in welding",
        "I am dying to become a nurse",
        "is there a course on suicide prevention?",
        "Training for work with suicidal patients",
        "my deadline is Friday",
        "I want to quit my job",
        "I was laid off and have no money",
        "I lost my job in the mine",
        "jumping from one job to the next",
        "I want to learn how to build bridges",
        "I do not want to live in the city, is there an online course?",
        "I don't want to work nights any more",
        "ne želim živjeti u velikom gradu",
        "nuk dua të jetoj në fshat",
        "umirem od dosade na poslu",
        "ubija me ovaj posao",
        "kurs o prevenciji samoubistva",
        "Dobio sam otkaz u rudniku",
        "ostala sam bez posla i nemam novca",
        "Kurs zur Suizidprävention",
        "ich sterbe vor Langeweile",
        "saya bosan setengah mati dengan pekerjaan ini",
        "pelatihan pencegahan bunuh diri",
        "เบื่อจะตายกับงานนี้",
        "Dua të mësoj saldim",
        "сакам да учам заварување",
        "the exam nearly killed me, something without exams please",
        "my boss will kill me if I'm late again",
        "dead on my feet after the shift, weekends only",
        "ispit me skoro ubio",
        "не сакам да живеам во град",
        "die prüfung hat mich fast umgebracht",
        "po më vret kjo vapë",
        "me matan los pies después de diez horas",
        "phone nak mati, hantar senarai cepat",
        "",
    ],
)
def test_idioms_topics_and_hard_times_are_no_alarm(words):
    assert distress_in(words) == Distress.NONE


@pytest.mark.parametrize(
    "words",
    [
        "เรื่องเงินไม่มีปัญหาแล้ว บริษัทจ่ายให้",
        "sy keje kilang kat penang ada SPM, nk blaja pasang solar, 2 malam seminggu tiap satu 3 jam, bajet rm800",
        "money is no problem any more, the company pays",
        "I looked after my dad after his stroke, could that be a job?",
        "i can't do evenings",
        "my contract is ending",
        "abends kann ich nicht, mein sohn hat fußball",
        "ostala sam bez posla u martu, hoću drugi zanat",
        "s'ka problem me pare, firma i paguan",
        "pare nisu problem, plaća firma",
        "jaga ayah lepas strok, minat kerja jaga orang tua",
        "ditanggung kantor kok, uang gak masalah",
        "llevo dos años viuda y busco trabajo de mañanas",
    ],
)
def test_calm_first_words_are_no_alarm_without_an_embedder(words):
    assert distress_in(words) == Distress.NONE


@pytest.mark.parametrize(
    "words",
    [
        "I want a welding course and I have saved my pills",
        "sy nak kursus kimpalan malam, bajet rm500, tapi sebenarnya saya nak mati",
        "อยากเรียนบัญชีตอนเย็นที่ชลบุรี แต่คืนนี้จะฆ่าตัวตาย",
        "Schweißkurs in Leipzig, abends, 300 Euro, und die Tabletten hab ich auch schon gesammelt",
    ],
)
def test_facts_about_courses_hide_no_danger(words):
    assert distress_in(words) == Distress.CRISIS


@pytest.mark.parametrize(
    "words",
    [
        "we have nothing to eat",
        "my mother passed away in May, now I need work",
        "I feel so hopeless",
        "saya merasa putus asa",
        "I tried to kill myself years ago, today I want to become a counsellor",
    ],
)
def test_a_heavy_load_asks_for_care(words):
    assert distress_in(words) == Distress.CARE


@pytest.mark.parametrize(
    "words",
    [
        "my friend wants to kill herself",
        "brat mi kaže da želi umrijeti",
        "teman saya ingin bunuh diri",
        "Meine Schwester will sich umbringen",
    ],
)
def test_danger_to_somebody_else_is_told_apart(words):
    assert distress_in(words) == Distress.THIRD_PERSON


def test_help_lines_follow_the_country_then_the_language_and_the_operator_goes_first():
    assert help_lines("DE", "en", {}) == HelpLines("116 123", "112", "116 016")
    assert help_lines(None, "th", {}) == HelpLines("1323", "1669, 191", "1300")
    assert help_lines(None, "en", {}) == EVERYWHERE
    assert help_lines("XX", "bs", {"BA": "033 000 000"}) == HelpLines(own="033 000 000")


@pytest.mark.parametrize("words", ["a" * 100_000, "my brother " * 5000, "i want to " * 5000, "don't " * 8000])
def test_a_hostile_message_is_looked_at_quickly(words):
    began = time.perf_counter()

    distress_in(words)

    assert time.perf_counter() - began < 0.5


@pytest.mark.shared
def test_the_measuring_set_is_read_right(shared_data):
    lines = (shared_data / "data" / "hostile" / "distress.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    found = [(row["expect"], distress_in(row["text"])) for row in rows]

    crises = [got for expected, got in found if expected == "crisis"]
    calm = [got for expected, got in found if expected == "none"]
    assert sum(got == Distress.CRISIS for got in crises) / len(crises) >= 0.98
    assert sum(got == Distress.NONE for got in calm) / len(calm) >= 0.95
