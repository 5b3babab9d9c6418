"""Does the doctor say what is used, and does a broken part not hide the others?"""

from bots.doctor import examine
from bots.settings import Settings
from tests.fakes.lying_server import a_lying_server


def found(settings: Settings) -> dict[str, dict]:
    return {part["what"]: part for part in examine(settings)}


def test_a_sound_installation_is_told_part_by_part(tmp_path):
    parts = found(Settings(data=tmp_path, index="memory:", seed=False))

    assert all(part["ok"] for part in parts.values())
    assert parts["catalogue"]["used"] == "0 micro-credentials, version 0"
    assert parts["telegram"]["hint"] == "Set CAIRN_TELEGRAM_TOKEN (from @BotFather)."
    assert "US 988" in parts["help lines in a crisis"]["used"]


def test_an_unusable_database_is_said_and_the_rest_still_shown(tmp_path):
    parts = found(Settings(data=tmp_path, storage="nosuch://here"))

    assert not parts["rooms"]["ok"]
    assert parts["rooms"]["used"] == "CAIRN_STORAGE is no address of a database."
    assert parts["python"]["ok"]
    assert "telegram" in parts


def test_the_skills_base_in_use_is_named_and_a_damaged_one_is_told_with_what_to_do(tmp_path):
    settings = Settings(data=tmp_path, index="memory:", seed=False)
    sound = found(settings)["skills"]
    (tmp_path / "esco.sqlite").write_bytes(b"no database")

    damaged = found(settings)["skills"]

    assert sound["ok"]
    assert sound["used"].startswith("Cairn: ")
    assert not damaged["ok"]
    assert "esco.sqlite is damaged" in damaged["used"]
    assert damaged["hint"] == "`cairn skills import esco DIR` puts ESCO back."


def test_a_language_model_that_cannot_be_opened_is_said_with_what_to_install(tmp_path):
    parts = found(Settings(data=tmp_path, index="memory:", seed=False, language_model="mistralai:small"))

    assert not parts["language model"]["ok"]
    assert "Rules and templates answer meanwhile." in parts["language model"]["used"]
    assert "langchain-mistralai" in parts["language model"]["hint"]


def test_a_language_model_that_answers_is_named_with_its_limits(tmp_path):
    with a_lying_server() as server:
        server.mode = "lies_about_the_learner"
        given = {
            "language_model": "openai:liar",
            "language_model_base_url": server.address,
            "language_model_seconds": 60,
        }

        parts = found(Settings(data=tmp_path, index="memory:", seed=False, **given))

    assert parts["language model"]["ok"]
    assert parts["language model"]["used"].startswith(
        "openai:liar for both, 60 s a turn, 1000 calls a day: answered in"
    )


def test_the_audit_is_said_to_be_whole(tmp_path):
    parts = found(Settings(data=tmp_path, index="memory:", seed=False))

    assert parts["audit of advice"] == {"what": "audit of advice", "ok": True, "used": "whole, 0 rows", "hint": ""}


OWN = {"oidc_client_id": "cairn", "oidc_client_secret": "hush", "public_url": "https://cairn.example"}


def test_the_organisations_own_sign_in_is_asked_and_its_silence_told(tmp_path):
    silent = found(Settings(data=tmp_path, index="memory:", seed=False, oidc_issuer="http://127.0.0.1:9", **OWN))
    without = found(Settings(data=tmp_path, index="memory:", seed=False))

    told = silent["sign-in with your own accounts"]
    assert (told["ok"], told["used"]) == (False, "http://127.0.0.1:9: It does not answer (ConnectError).")
    assert "links that work once let people in meanwhile" in told["hint"]
    assert without["sign-in with your own accounts"]["used"] == "none: links that work once"
