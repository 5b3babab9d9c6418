"""Are settings read from where they are said, and wrong ones refused with the nearest right one?"""

import pytest

from bots.errors import UnknownSetting
from bots.settings import load_settings


def test_the_environment_wins_over_the_file_and_the_file_over_toml(tmp_path, monkeypatch):
    (tmp_path / "cairn.toml").write_text('index = "memory:"\nworkers = 2\nretention_days = 10\n')
    (tmp_path / ".env").write_text("CAIRN_WORKERS=3\nCAIRN_RETENTION_DAYS=20\n")
    monkeypatch.setenv("CAIRN_RETENTION_DAYS", "30")

    settings = load_settings(tmp_path)

    assert (settings.index, settings.workers, settings.retention_days) == ("memory:", 3, 30)


def test_an_unknown_key_is_refused_with_the_nearest_right_one(tmp_path, monkeypatch):
    monkeypatch.setenv("CAIRN_TELEGRAM_TOKN", "x")

    with pytest.raises(UnknownSetting, match="CAIRN_TELEGRAM_TOKN") as refused:
        load_settings(tmp_path)

    assert refused.value.hint == "Did you mean CAIRN_TELEGRAM_TOKEN?"


def test_a_value_that_does_not_fit_is_refused_by_name(tmp_path, monkeypatch):
    monkeypatch.setenv("CAIRN_WORKERS", "many")

    with pytest.raises(UnknownSetting, match="CAIRN_WORKERS"):
        load_settings(tmp_path)


def test_a_secret_is_never_printed(tmp_path, monkeypatch):
    monkeypatch.setenv("CAIRN_TELEGRAM_TOKEN", "123:very-secret")

    assert "very-secret" not in repr(load_settings(tmp_path))


WHOLE = {"OIDC_ISSUER": "https://login.example", "OIDC_CLIENT_ID": "cairn", "OIDC_CLIENT_SECRET": "hush", "PUBLIC_URL": "https://cairn.example"}  # fmt: skip


@pytest.mark.parametrize("missing", WHOLE)
def test_a_sign_in_that_is_set_in_part_is_refused_and_what_is_missing_is_named(tmp_path, monkeypatch, missing):
    for name in WHOLE.keys() - {missing}:
        monkeypatch.setenv(f"CAIRN_{name}", WHOLE[name])

    with pytest.raises(UnknownSetting, match=f"CAIRN_{missing} is missing") as refused:
        load_settings(tmp_path)

    assert "sign-in-with-your-own-accounts.md" in refused.value.hint


def test_a_claim_that_nobody_verifies_needs_the_domains_that_may_come(tmp_path, monkeypatch):
    for name, value in {**WHOLE, "OIDC_CLAIM": "upn"}.items():
        monkeypatch.setenv(f"CAIRN_{name}", value)

    with pytest.raises(UnknownSetting, match="CAIRN_OIDC_DOMAINS is missing"):
        load_settings(tmp_path)

    monkeypatch.setenv("CAIRN_OIDC_DOMAINS", "example.org")
    assert load_settings(tmp_path).oidc_claim == "upn"


@pytest.mark.parametrize("issuer", ["http://login.example", "login.example", "https://login.example?tenant=1"])
def test_an_issuer_is_reached_by_https_or_lies_on_this_machine(tmp_path, monkeypatch, issuer):
    for name, value in {**WHOLE, "OIDC_ISSUER": issuer}.items():
        monkeypatch.setenv(f"CAIRN_{name}", value)

    with pytest.raises(UnknownSetting, match="CAIRN_OIDC_ISSUER"):
        load_settings(tmp_path)
