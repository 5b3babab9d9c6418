"""Is a certificate that somebody wants to show told from one that they want to earn, or ask about?"""

import pytest

from advisor.reading.rules import RulesReader
from advisor.vocabulary.conversation import Conversation, ConversationId, IncomingMessage, Intent
from advisor.vocabulary.learner import Slot
from tests.builders import NOW
from tests.fakes.talking_library import TalkingLibrary

SHOWING = {
    "en": ("I want to show you my certificate", "I have a certificate in my wallet", "I already have a digital badge"),
    "bs": ("Želim pokazati svoj certifikat", "Imam certifikat u novčaniku"),
    "sr": ("Желим да покажем своју диплому", "Имам сертификат у новчанику"),
    "de": ("Ich möchte mein Zertifikat zeigen", "Ich habe ein Zertifikat in meiner Wallet"),
    "id": ("Saya mau menunjukkan sertifikat saya", "Ada sertifikat di dompet saya"),
    "ms": ("Saya mahu tunjukkan sijil saya", "Ada sijil dalam dompet saya"),
    "sq": ("Dua të tregoj certifikatën time", "Kam certifikatën në portofol"),
    "mk": ("Сакам да го покажам мојот сертификат", "Имам сертификат во паричникот"),
    "th": ("อยากแสดงใบรับรอง", "มีใบรับรองในกระเป๋า"),
}
OTHERWISE = (
    "Show me a certificate course",
    "Show me courses with a certificate",
    "Which certificates can I earn in welding, and do you show their price?",
    "I have a certificate in nursing",
    "Do I get a digital badge at the end of the course?",
    "Ich möchte ein Zertifikat machen",
    "Želim certifikat za zavarivanje",
    "Is this certificate recognised in Germany?",
)


def read(text, language=None):
    message = IncomingMessage(conversation=ConversationId("c"), client_message_id="m", text=text, language=language)
    talk = Conversation(id=ConversationId("c"), channel="web", address="", language=language, created=NOW)
    return RulesReader(TalkingLibrary()).read(message, talk, 1, NOW)


def intent_of(text, language=None):
    return read(text, language).intent


@pytest.mark.parametrize(("language", "text"), [(tag, text) for tag, texts in SHOWING.items() for text in texts])
def test_who_wants_to_show_a_certificate_is_asked_for_it(language, text):
    assert intent_of(text, language) is Intent.PRESENT


@pytest.mark.parametrize("text", OTHERWISE)
def test_who_wants_one_or_asks_about_one_is_not(text):
    assert intent_of(text) is not Intent.PRESENT


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ich möchte mein Schweißzeugnis zeigen"),
        ("de", "Wie kann ich das nachweisen?"),
        ("bs", "Kako to mogu dokazati?"),
        ("bs", "Već imam mikrokvalifikaciju"),
        ("sr", "Како могу да докажем то?"),
        ("sq", "Si mund ta vërtetoj këtë?"),
        ("mk", "Имам дигитален сертификат"),
        ("id", "Bagaimana saya bisa membuktikannya?"),
        ("ms", "Saya ada sijil digital"),
        ("th", "ฉันมีแบดจ์อยู่แล้ว"),
    ],
)
def test_a_badge_that_is_there_is_asked_for_and_names_no_goal(language, text):
    heard = read(text, language)

    assert heard.intent is Intent.PRESENT
    assert not any(fact.slot is Slot.GOAL_TEXT for fact in heard.facts)


def test_a_story_with_a_certificate_in_it_stays_a_story():
    heard = read(
        "I can show you my certificates, I worked ten years as an electrician and I want free evening courses", "en"
    )

    assert heard.intent is Intent.ADVICE
    assert any(fact.slot is Slot.SCHEDULES for fact in heard.facts)
