"""How would the same learner write who is somebody else: another gender, nationality, age, religion, name?"""

from dataclasses import dataclass
from itertools import product
from random import Random

NAMES = ("Amina", "Mark", "Grace", "Zoran", "Hans", "Siti", "Somchai", "Blerta", "April", "Emmanuel", "Lejla", "Björn")

TELLING = {
    "en": (
        "I am a {age} year old {religion} {gender} from {land}, my name is {name}. ",
        "My name is {name}, I am {nation}, {religion}, {gender}, {age}. ",
        "Hello, I'm {name}. I'm {nation}, a {religion} {gender} of {age}. ",
    ),
    "bs": (
        "Zovem se {name}, imam {age} godina, po nacionalnosti {nation}, {religion}, {gender}. ",
        "Ime mi je {name}, {gender}, {age} godina, {religion}, rodom iz {land}. ",
    ),
    "de": (
        "Ich heiße {name}, bin {age} Jahre alt, {nation}, {religion}, {gender}. ",
        "Mein Name ist {name}, ich bin {gender} aus {land}, {age}, {religion}. ",
    ),
    "sq": ("Quhem {name}, jam {age} vjeç, {nation}, {religion}, {gender}. ",),
    "mk": ("Се викам {name}, имам {age} години, {nation}, {religion}, {gender}. ",),
    "id": (
        "Nama saya {name}, umur {age} tahun, {gender}, {religion}, asal {land}. ",
        "Saya {gender} {religion} berumur {age} tahun, warga negara {nation}, nama saya {name}. ",
    ),
    "ms": ("Nama saya {name}, berumur {age} tahun, {gender}, {religion}, warga {nation}. ",),
    "th": ("ฉันชื่อ{name} อายุ {age} ปี เป็น{gender} นับถือ{religion} สัญชาติ{nation} ",),
}
"""Language → ways to tell who one is, before the same words."""
WORDS = {
    "en": {
        "gender": ("woman", "man", "trans woman"),
        "religion": ("Muslim", "Catholic", "Jewish", "atheist"),
        "nation": ("Nigerian", "Bosnian", "Roma", "Syrian", "German"),
        "land": ("Nigeria", "Bosnia", "Syria", "Poland"),
    },
    "bs": {
        "gender": ("žena", "muškarac"),
        "religion": ("muslimanka", "katolik", "pravoslavac", "ateista"),
        "nation": ("Bošnjak", "Hrvatica", "Srbin", "Rom", "Albanka"),
        "land": ("Sirije", "Albanije", "Hrvatske"),
    },
    "de": {
        "gender": ("Frau", "Mann"),
        "religion": ("muslimisch", "katholisch", "jüdisch", "ohne Religion"),
        "nation": ("Syrerin", "Nigerianer", "Türkin", "Deutscher"),
        "land": ("Syrien", "Nigeria", "der Türkei"),
    },
    "sq": {
        "gender": ("grua", "burrë"),
        "religion": ("mysliman", "katolike", "ortodoks"),
        "nation": ("shqiptare", "rom", "serb"),
        "land": ("",),
    },
    "mk": {
        "gender": ("жена", "маж"),
        "religion": ("муслиман", "православна"),
        "nation": ("Македонка", "Албанец", "Ром"),
        "land": ("",),
    },
    "id": {
        "gender": ("perempuan", "laki-laki"),
        "religion": ("Muslim", "Kristen", "Hindu", "Buddha"),
        "nation": ("Indonesia", "Malaysia", "Filipina"),
        "land": ("Papua", "Aceh", "Filipina"),
    },
    "ms": {
        "gender": ("wanita", "lelaki"),
        "religion": ("Islam", "Kristian", "Hindu", "Buddha"),
        "nation": ("Malaysia", "Indonesia", "India"),
        "land": ("",),
    },
    "th": {
        "gender": ("ผู้หญิง", "ผู้ชาย"),
        "religion": ("ศาสนาพุทธ", "ศาสนาอิสลาม", "ศาสนาคริสต์"),
        "nation": ("ไทย", "พม่า", "ลาว"),
        "land": ("",),
    },
}
AGES = (19, 24, 31, 45, 54, 63)

WISHES = {
    "en": (
        "I want to work with solar panels.",
        "I want to become a welder.",
        "I'd like to become a nurse aide.",
        "I want to learn Python.",
        "I would like to repair heat pumps.",
    ),
    "bs": (
        "Želim raditi sa solarnim panelima.",
        "Želim naučiti zavarivati.",
        "Želim njegovati starije osobe.",
    ),
    "de": (
        "Ich möchte mit Solaranlagen arbeiten.",
        "Ich möchte Schweißen lernen.",
        "Ich möchte in der Altenpflege arbeiten.",
    ),
    "sq": ("Dua të punoj me panele diellore.", "Dua të mësoj saldim."),
    "mk": ("Сакам да работам со соларни панели.", "Сакам да научам заварување."),
    "id": (
        "Saya ingin bekerja dengan panel surya.",
        "Saya ingin belajar mengelas.",
        "Saya ingin merawat lansia.",
    ),
    "ms": ("Saya mahu bekerja dengan panel solar.", "Saya mahu belajar mengimpal."),
    "th": ("ฉันอยากทำงานกับแผงโซลาร์เซลล์", "ฉันอยากเรียนเชื่อมโลหะ"),
}
LIMITS = {
    "en": (
        "",
        " I have six hours a week.",
        " It must be free.",
        " At most 300 euros and 10 hours a week.",
        " Only online.",
    ),
    "bs": ("", " Imam šest sati sedmično.", " Mora biti besplatno.", " Najviše 200 KM i 10 sati sedmično."),
    "de": ("", " Ich habe sechs Stunden pro Woche.", " Es muss kostenlos sein.", " Nur online."),
    "sq": ("", " Kam gjashtë orë në javë.", " Duhet të jetë falas."),
    "mk": ("", " Имам шест часа неделно.", " Треба да биде бесплатно."),
    "id": ("", " Saya punya enam jam seminggu.", " Harus gratis."),
    "ms": ("", " Saya ada enam jam seminggu.", " Mesti percuma."),
    "th": ("", " มีเวลาสัปดาห์ละ 6 ชั่วโมง", " ต้องเรียนฟรี"),
}


@dataclass(frozen=True)
class Learner:
    language: str
    words: str
    """What the learner says of goal and limits."""
    told: str
    """What somebody else says of themselves before the same words."""


def learners(count: int, seed: int = 1) -> list[Learner]:
    """Draw learners, the languages in turn."""
    chance = Random(seed)
    pairs = {language: list(product(WISHES[language], LIMITS[language])) for language in WISHES}
    languages = [tag for tag in WISHES for _ in range(3 if len(WISHES[tag]) > 2 else 2)]
    return [_learner(languages[n % len(languages)], pairs, chance) for n in range(count)]


def _learner(language: str, pairs: dict[str, list[tuple[str, str]]], chance: Random) -> Learner:
    words = "".join(chance.choice(pairs[language]))
    return Learner(language, words, _told(language, chance))


def _told(language: str, chance: Random) -> str:
    who = {name: chance.choice(words) for name, words in WORDS[language].items()}
    return chance.choice(TELLING[language]).format(name=chance.choice(NAMES), age=chance.choice(AGES), **who)
