"""Which replies can there be? Generated ones, of every block, in every language, with words that are hard to count."""

import random
from datetime import date

from advisor.vocabulary.blocks import (
    Choice,
    ComparedCourse,
    ComparedFact,
    ComparisonBlock,
    HandOffBlock,
    NoticeBlock,
    OccupationItem,
    OccupationsBlock,
    PathwayBlock,
    QuestionBlock,
    SkillItem,
    SkillsBlock,
    TextBlock,
    UnderstoodBlock,
    UnderstoodItem,
)
from advisor.vocabulary.conversation import NumberedCitation, Progress, Reply
from advisor.vocabulary.learner import Goal, LearnerProfile
from advisor.vocabulary.pathway import (
    Amount,
    ConstraintCheck,
    Coverage,
    PathwayStep,
    Proof,
    Reason,
    SkillGap,
    Totals,
)
from knowledge.vocabulary.search import SourceKind

LANGUAGES = ("en", "bs", "hr", "sr", "sq", "mk", "de", "id", "ms", "th")
HARD = (
    "solar", "panels", "заваривање", "การเรียน", "🌞", "👩🏽‍🔧", "ñandú", "\u202egnp.exe", "half \ud83d", "<b>no</b>", "*stars*",
    "_under_", "@somebody", "/start", "https://evil.example/?a=1&b=2", "a\x00b", "line\r\nbreak", "\t", "e\u0301", "\u200b", "]",
    "x" * 120, "{braces}", "%s", "العمل بالطاقة الشمسية", "עבודה", "\u200fימין", "\u202bعربي\u202c", "🇧🇦🇭🇷🇷🇸", "👨‍👩‍👧‍👦", "1️⃣", "𝔘𝔫𝔦",
    "čćžšđ", "ëç", "ќѓљњ", "ßäöü", "น้ำแข็ง", "\u0e33\u0e33", "a\u0301\u0302\u0303", "\ufeff", "\u2028", "\n\n\n", " ", "🌞" * 90, "ก" * 200,
)  # fmt: skip
ADDRESSES = (
    "",
    "https://example.org/course?a=b",
    "http://127.0.0.1:8080/i/1",
    "javascript:alert(1)",
    "https://localhost/x",
    "ftp://a.b/c",
)


class Made:
    """Makes replies from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def words(self, most: int = 30) -> str:
        return " ".join(self.random.choice(HARD) for _ in range(self.random.randint(1, most)))

    def choices(self) -> tuple[Choice, ...]:
        number = self.random.randint(0, 6)
        name = self.random.choice(
            ("t1c", "t123456789c", "x" * 57, "x" * 60, "x" * 61, "ж" * 30)
        )  # up to, and over, 64 bytes of data
        return tuple(Choice(id=f"{name}{n}", label=self.words(6), action="skip:money") for n in range(number))

    def some(self, value: object) -> object:
        return self.random.choice((None, value))

    def step(self, order: int) -> PathwayStep:
        return PathwayStep(
            order=order, micro_credential_id=f"m{order}", opportunity_id="o", title=self.words(8), provider=self.words(4),
            awarding_body=self.words(4), hours=self.some(12.5), ects=self.some(1.0),
            price=self.some(Amount(amount=self.random.choice((0, 99.5)), currency="EUR")), language=self.some("bs"),
            mode=self.some("online"), eqf_level=self.some(4), starts=self.random.choice((None, "continuous", "2026-12-01")),
            url=self.random.choice(ADDRESSES), demonstration=self.random.random() < 0.5,
            reasons=tuple(Reason(text=self.words(), citation=self.some(self.random.randint(1, 9))) for _ in range(3)),
        )  # fmt: skip

    def pathway(self) -> PathwayBlock:
        count = self.random.choice((0, 1, 4, 12))
        return PathwayBlock(
            id="p", receipt="r", catalogue_version=1, goal=Goal(text=self.words(5)), goal_label=self.words(3), gap=SkillGap(),
            steps=tuple(self.step(n) for n in range(1, count + 1)),
            totals=Totals(hours=self.some(80.0), price=self.some(()), weeks=self.some(9), ects=None),
            coverage=Coverage(essential=0.5, optional=0.5), proof=Proof(optimal=True, gap=0.0), choices=self.choices(),
            constraints=(ConstraintCheck(name="max_hours", wanted="100", got=self.words(3), met=self.random.random() < 0.5),),
        )  # fmt: skip

    def compared(self) -> ComparedCourse:
        facts = (
            ComparedFact(name=self.words(2), value=None),
            ComparedFact(name="hours", value=self.words(3), citation=1),
        )
        return ComparedCourse(micro_credential_id="m", title=self.words(3), facts=facts)

    def block(self) -> object:
        return self.random.choice(
            (
                lambda: TextBlock(text=self.words(self.random.choice((5, 400))), citations=(1, 2, 99)),
                lambda: TextBlock(text=self.random.choice(("a", "🌞", "ж", "👩🏽‍🔧")) * self.random.randint(1, 5000)),
                lambda: NoticeBlock(kind="crisis", text=self.words()),
                lambda: NoticeBlock(kind="ai", text=self.words()),
                lambda: QuestionBlock(slot="money", text=self.words(), choices=self.choices()),
                lambda: UnderstoodBlock(items=tuple(UnderstoodItem(slot="s", label=self.words(3), words="w", turn=1) for _ in range(3))),
                lambda: SkillsBlock(items=(SkillItem(uri="u", label=self.words(3), confidence=1, evidence=self.words(5), confirmed=True),)),
                lambda: ComparisonBlock(items=(self.compared(), self.compared()), choices=self.choices()),
                lambda: OccupationsBlock(items=(OccupationItem(uri="u", label=self.words(3), held=1, required=4, transferable=(self.words(2),)),), choices=self.choices()),
                lambda: HandOffBlock(
                    handoff="h", status=self.random.choice(("draft", "offered", "claimed")), micro_credential_id="m",
                    title=self.words(4), provider=self.words(3), text=self.words(), url=self.random.choice(ADDRESSES) or None,
                    choices=self.choices(),
                ),
                self.pathway,
                self.pathway,
            )
        )()  # fmt: skip

    def citation(self, n: int) -> NumberedCitation:
        return NumberedCitation(
            n=n, source=SourceKind.CATALOGUE, id="m1", title=self.words(5), locator="hours", quote=self.words(40),
            url=self.random.choice(ADDRESSES), seen=date(2026, 11, 22),
        )  # fmt: skip

    def reply(self, language: str) -> Reply:
        blocks = tuple(self.block() for _ in range(self.random.randint(1, 6)))
        return Reply(
            conversation="c", message="m", language=language, progress=Progress(known=1, of=5), profile=LearnerProfile(),
            blocks=blocks, citations=tuple(self.citation(n) for n in range(1, 10)),
        )  # fmt: skip
