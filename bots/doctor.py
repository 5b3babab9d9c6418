"""What is used and why, what is missing and how to get it?"""

import platform
import shutil
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict

from bots.settings import Settings
from knowledge.vocabulary.skill import SkillsBase
from knowledge.vocabulary.submission import Finding

if TYPE_CHECKING:
    from bots.assembly import House

SPACE_NEEDED = 64 * 2**20


class Examined(TypedDict):
    what: str
    ok: bool
    used: str
    hint: str


def _found(what: str, used: str, hint: str = "", *, ok: bool = True) -> Examined:
    return Examined(what=what, ok=ok, used=used, hint=hint)


def examine(settings: Settings) -> list[Examined]:
    """Open everything once and report, one entry a part; a part that fails does not hide the others."""
    from bots.assembly import open_house

    found = [_found("python", platform.python_version()), _space(settings)]
    try:
        with open_house(settings) as house:
            found += [
                _found("storage", house.engine.dialect.name),
                _found("embedding", house.library.vectors.model),
                _found("index", settings.index),
                _found(
                    "catalogue",
                    f"{len(house.library.micro_credentials())} micro-credentials, version {house.library.catalogue_version()}",
                ),
                _found("policies", f"{len(house.library.documents())} documents"),
                _skills(house.library.skills_base()),
            ]
            found.append(_index(house.library.verify_index()))
            found += [_audit(*house.advisor.audit_standing()), _language_model(settings, house), _handoffs(house)]
    except Exception as error:
        if not hasattr(error, "hint"):
            raise
        found.append(_found("rooms", str(error), str(error.hint), ok=False))
    return found + _optional(settings) + [_own_sign_in(settings)]


def _skills(base: SkillsBase) -> Examined:
    used = f"{base.name}: {base.skills:,} skills, {base.occupations:,} occupations. {base.attribution}".strip()
    if base.trouble:
        return _found("skills", f"{used} {base.trouble}", "`cairn skills import esco DIR` puts ESCO back.", ok=False)
    return _found("skills", used, "" if base.attribution else "`cairn skills import esco DIR` adds all of ESCO.")


def _index(findings: Sequence[Finding]) -> Examined:
    what = "index agrees with the catalogue"
    if not findings:
        return _found(what, "yes")
    first = findings[0]
    if first.code == "index_in_use":
        return _found(what, "kept by the running server", first.mend)
    return _found(what, f"no: {first.message}", first.mend, ok=False)


def _handoffs(house: "House") -> Examined:
    """Warn of providers that refuse our key, and of requests that only a person can bring on."""
    from bots.assembly import now
    from bots.waiting_handoffs import waiting

    stuck, refusing = waiting(house.advisor, now())
    what = "requests to providers"
    if refusing:
        names = ", ".join(refusing)
        return _found(what, f"refused by {names}", "Mend the key in the issuers file; `cairn issuers check`.", ok=False)
    if stuck:
        return _found(what, f"{len(stuck)} need a person", "`cairn handoffs list --needs-attention`.", ok=False)
    return _found(what, "none needs a person")


def _audit(rows: int, broken: int | None) -> Examined:
    if broken is None:
        return _found("audit of advice", f"whole, {rows} rows")
    said = f"row {broken} of {rows} was changed, or the row before it is gone"
    return _found("audit of advice", said, "Compare with a backup; `cairn audit list` shows the rows.", ok=False)


def _language_model(settings: Settings, house: "House") -> Examined:
    """Ask it once; an installation without one, or whose one does not answer, advises all the same."""
    from bots.assembly import now

    name, goes_on = settings.language_model, "Rules and templates answer meanwhile."
    try:
        call = house.advisor.try_language_model(now())
    except Exception as error:
        if not hasattr(error, "hint"):
            raise
        return _found("language model", f"{name}: {error} {goes_on}", error.hint, ok=False)
    if call is None:
        return _found("language model", "none: rules read and templates word everything", "Not needed.")
    day = (
        f"{settings.language_model_calls_per_day} calls a day"
        if settings.language_model_calls_per_day
        else "no daily limit"
    )
    used = f"{name} for {settings.language_model_for}, {settings.language_model_seconds:g} s a turn, {day}"
    if call.outcome.value == "answered":
        return _found("language model", f"{used}: answered in {call.milliseconds} ms")
    said = f"{used}: {OUTCOMES.get(call.outcome.value, call.outcome.value)} {call.detail}".strip()
    return _found("language model", f"{said}. {goes_on}", MEND, ok=False)


OUTCOMES = {
    "slow": "did not answer in time",
    "failed": "failed with",
    "broken_off": "breaks its answer off:",
    "endless": "does not stop talking",
    "not_json": "does not answer in JSON",
    "wrong_shape": "does not keep to the shape of an answer",
    "budget_spent": "today's calls are used up",
}
MEND = "Look at CAIRN_LANGUAGE_MODEL, its address and key; see docs/how-to/use-a-language-model.md."


def _own_sign_in(settings: Settings) -> Examined:
    """Ask the organisation's own sign-in where its doors are; links that work once let in all the same."""
    from bots.accounts.own_sign_in import own_sign_in
    from bots.errors import SignInRefused

    what, own = "sign-in with your own accounts", own_sign_in(settings)
    if own is None:
        return _found(what, "none: links that work once", "See docs/how-to/sign-in-with-your-own-accounts.md.")
    try:
        own.doors()
    except SignInRefused as error:
        hint = "Look at CAIRN_OIDC_ISSUER and at the network; links that work once let people in meanwhile."
        return _found(what, f"{own.issuer}: {error}", hint, ok=False)
    return _found(what, f"{own.issuer} answers; register {own.back} there as redirect address")


def _space(settings: Settings) -> Examined:
    folder = settings.data if settings.data.exists() else settings.data.parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return _found(
        "data",
        f"{settings.data}, {free // 2**20} MB free",
        "Free some disk space." if free < SPACE_NEEDED else "",
        ok=free >= SPACE_NEEDED,
    )


def _optional(settings: Settings) -> list[Examined]:
    from advisor.distress import HELP_LINES

    lines = ", ".join(
        f"{country} {lines.listening or lines.emergency}" for country, lines in sorted(HELP_LINES.items())
    )
    return [
        _found(
            "telegram",
            "connected" if settings.telegram_token else "not connected",
            "" if settings.telegram_token else "Set CAIRN_TELEGRAM_TOKEN (from @BotFather).",
        ),
        _found(
            "issuers",
            str(settings.issuers) if settings.issuers else "none: hand-off by the provider's own page",
            "" if settings.issuers else "Set CAIRN_ISSUERS to a TOML file; see docs/how-to/connect-an-issuer.md.",
        ),
        _found(
            "public address",
            settings.public_url or "this machine only",
            "" if settings.public_url else "Set CAIRN_PUBLIC_URL so that links work on a phone.",
        ),
        _found("help lines in a crisis", lines),
    ]
