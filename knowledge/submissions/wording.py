"""Does a course's text speak to a machine, or praise itself?"""

import re
from typing import NamedTuple


class Pattern(NamedTuple):
    """A regular expression that is tried only where one of the triggers stands: looking for those is cheap."""

    triggers: tuple[str, ...]
    expression: re.Pattern[str]


def _pattern(triggers: str, expression: str) -> Pattern:
    return Pattern(tuple(triggers.split(",")), re.compile(expression, re.IGNORECASE | re.MULTILINE))


_RULES = r"(?:instruction|rule|prompt|guideline|direction|context|message|restriction|training|above|said|told)"
_SPEAKS_TO_A_MACHINE = (
    _pattern(
        "ignor,disregard,forget,overrid,bypass",
        rf"\b(?:ignore|disregard|forget|override|bypass)\s+(?:all|any|every|everything|your|previous|prior|above|these|those|what|the\s+(?:previous|above|prior|system|earlier|following))\b[^.\n]{{0,50}}\b{_RULES}",
    ),
    _pattern("ignor,vergiss,missacht", r"\b(?:ignoriere?|vergiss|missachte)\s+(?:alle|deine|die|vorherigen?|sämtliche)\b[^.\n]{0,50}\b(?:anweisung|regel|vorgabe|befehl)"),
    _pattern("zanemari,ignori,zaboravi", r"\b(?:zanemari|ignori[sš]i|ignoriraj|zaboravi)(?:te)?\s+(?:sve|prethodn|svoj|sva)\w*[^.\n]{0,50}\b(?:uput|pravil|instrukcij|naredb)"),
    _pattern("занемари,игнорирај,игнориши,заборави", r"(?:занемари|игнорирај|игнориши|заборави)(?:те)?\s+(?:све|сите|ги|претходн)\w*"),
    _pattern("abaikan,lupakan", r"\b(?:abaikan|lupakan)\s+(?:semua|segala|seluruh|instruksi|arahan|aturan|perintah)"),
    _pattern("ignor,olvid,descart,oubli", r"\b(?:ignor|olvid|descart|oubli)\w*\s+(?:todas|las|tus|cualquier|toutes|les)\b[^.\n]{0,50}\b(?:instruccion|instruction|regla|indicacion|consigne)"),
    _pattern("injoro", r"\binjoro(?:ni|je)?\s+(?:të\s+gjitha|udhëzimet)"),
    _pattern(
        "you are,act as,pretend,from now on",
        r"\b(?:you\s+are\s+(?:now\s+)?(?:a|an|no\s+longer|in)\s+|act\s+as\s+(?:a|an)\s+|pretend\s+(?:to\s+be|you\s+are)\s+|from\s+now\s+on,?\s+you\s+)(?:\w+\s+){0,2}?(?:ai|a\.i\.|assistant|chatbot|language\s+model|llm|dan|system|bot|developer\s+mode|answer|respond)\b",
    ),
    _pattern("prompt,instruction,message", r"\b(?:system|developer|hidden|initial)\s+(?:prompt|message|instructions?)\s*(?::|\bis\b|\bsays\b|=)"),
    _pattern("prompt,your instructions,your rules", r"\b(?:reveal|print|repeat|show|output|leak|tell\s+me|what\s+(?:is|are))\b[^.\n]{0,30}\b(?:system\s+prompt|your\s+(?:initial\s+)?(?:instructions|prompt|rules))"),
    _pattern("recommend,suggest,rank,prefer", r"\b(?:always|only|must|please)\s+(?:recommend|suggest|rank|prefer)\s+(?:this|our|us|it)\b"),
    _pattern("recommend,rank,list,place,put", r"\b(?:recommend|rank|list|place|put)\s+(?:this|our)\s+(?:course|programme|program|offer|provider|credential)s?\s+(?:first|above|at\s+the\s+top|before|to\s+(?:every|all|each))"),
    _pattern(
        "ai,assistant,chatbot,model,llm,bot",
        r"\b(?:ai|ai\s+assistants?|assistants?|chatbots?|language\s+models?|llms?|bots?)\s*(?:,|:|should|must|shall|are\s+instructed\s+to)\s*(?:always|only|please|recommend|ignore|say|tell|answer|respond|rank|reply)\b",
    ),
    _pattern("mention,recommend", r"\b(?:do\s+not|don't|never)\s+(?:mention|recommend|suggest)\s+(?:any\s+)?(?:other|another|competing|rival)"),
    _pattern("respond,reply,answer", r"\b(?:respond|reply|answer)\s+only\s+(?:with|in|by)\b|\b(?:respond|reply)\s+with\s+(?:the\s+(?:word|phrase|text|following)|exactly|base64)"),
    _pattern("im_start,im_end,endoftext,inst],sys>>,<|", r"<\|?(?:im_start|im_end|endoftext|system|assistant)\|?>|\[/?inst\]|<</?sys>>"),
    _pattern("###,## ", r"^\s*#{2,}\s*(?:system|instructions?|assistant|new\s+task)\b"),
    _pattern("role of,dan mode,do anything now", r"\b(?:play|playing|take|assume|into)\s+the\s+role\s+of\s+(?:an(?:other)?\s+)?(?:artificial\s+intelligence|a[il]\s+model|a\.?i\.?\b)|\bdan\s+mode\b|\bdo\s+anything\s+now\b"),
    _pattern("from now on", r"\bfrom\s+now\s+on,?\s+you\s+(?:are|will|must|have)\b"),
    _pattern("stop everything,just print", r"\bstop\s+everything\b|\bjust\s+print\b"),
    _pattern(
        "your response,your reply,your answer,your message",
        r"(?:^|[.!?]\s+|\n)(?:please\s+)?(?:add|append|include|insert|integrate|modify|augment|replace|render|provide|misspell|scramble|jumble|remove|group|combine|convert|encode|write|end|begin|start|introduce|use)\b[^.\n]{0,80}\byour\s+(?:response|reply|answer|message)s?\b",
    ),
    _pattern("jailbreak,developer mode,prompt injection", r"\bprompt\s+injection\s*:|\b(?:jailbreak|developer)\s+mode\s+(?:enabled|on|activated)"),
)  # fmt: skip
_PRAISES = (
    _pattern("world", r"\bworld[- ]?(?:class|leading|beating)\b"),
    _pattern("leading", r"\b(?:the\s+)?(?:world['’]s\s+)?leading\s+(?:provider|institution|school)\b"),
    _pattern("best", r"\bbest[- ]in[- ]class\b|\b(?:the|our)\s+(?:very\s+)?best\s+(?:course|training|program(?:me)?|school|provider)s?\b"),
    _pattern("number one,no. 1,no.1,#1,№1", r"\bnumber\s+one\b|\bno\.\s?1\b|[#№]1\b"),
    _pattern("unriv,unmatch,unbeat,once", r"\b(?:unrivall?ed|unmatched|unbeatable|once[- ]in[- ]a[- ]lifetime)\b"),
    _pattern("guarantee,100", r"\bguaranteed\s+(?:job|success|employment)\b|\b100\s?%\s+(?:success|job|zaposlenje)"),
    _pattern("najbolj,vodeć,najkvalitet", r"\b(?:najbolj[iae]|najkvalitetnij[iae]|vodeć[aei])\s+(?:kurs|obuka|obuke|škola|program|centar|ustanova|u)\b"),
    _pattern("weltklasse,einzigartig,führend,beste", r"\bweltklasse\b|\beinzigartige?[rns]?\s+(?:kurs|angebot|ausbildung)|\bführende[rns]?\s+(?:anbieter|schule|institut)|\b(?:der|die|das)\s+beste\s+(?:kurs|ausbildung|schule|angebot)"),
    _pattern("terbaik,nomor satu,nombor satu", r"\bterbaik\b|\b(?:nomor|nombor)\s+satu\b"),
    _pattern("më i mir,më e mir", r"\bmë\s+(?:i|e)\s+mirë\b"),
    _pattern("најдобр", r"\bнајдобр\w+"),
)  # fmt: skip


def addresses_a_machine(text: str) -> str:
    """Give the words of a text that speak to a machine; empty where it speaks to people."""
    return _first(_SPEAKS_TO_A_MACHINE, text)


def praises(text: str) -> str:
    """Give praise that cannot be checked; empty where there is none."""
    return _first(_PRAISES, text)


def _first(patterns: tuple[Pattern, ...], text: str) -> str:
    low = text.lower()
    for triggers, expression in patterns:
        if any(trigger in low for trigger in triggers) and (found := expression.search(text)):
            return found.group().strip()
    return ""
