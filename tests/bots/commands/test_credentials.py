"""Can an operator check a certificate and add a definition without a certificate leaving a trace?"""

import json
from pathlib import Path

import pytest

from advisor.credentials import contexts
from bots.command_line import main
from tests.advisor.credentials.making import ANA, SCHOOL, a_badge, a_png, a_status, in_bytes, signed, signed_2020

SUITE = contexts.ED25519_2020


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    def _run(*arguments, code=0, **settings):
        for name, value in {"DATA": tmp_path / "data", "INDEX": "memory:", "SEED": "false", **settings}.items():
            monkeypatch.setenv(f"CAIRN_{name}", str(value))
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        assert ended.value.code == code
        return capsys.readouterr().out

    return _run


@pytest.fixture
def file(tmp_path):
    def write(content, name="badge.json"):
        path = tmp_path / name
        path.write_bytes(content)
        return str(path)

    return write


def results(told):
    return {name: (each["result"], each["reason"]) for name, each in told["results"].items()}


def test_the_six_results_are_printed_for_machines(run, file):
    done = run("credentials", "check", file(a_png(json.dumps(signed(a_badge()))), "badge.png"), "--json")

    (told,) = json.loads(done)["certificates"]
    assert results(told) == {
        "signature": ("valid", None),
        "validity_period": ("valid", None),
        "status": ("valid", "no_list_named"),
        "issuer_known": ("unknown", "not_on_our_list"),
        "holder_bound": ("unknown", "only_a_file"),
        "challenge_fresh": ("unknown", "only_a_file"),
    }
    assert (told["title"], told["worth"]) == ("Solar installer", "document")


def test_an_issuer_that_the_operator_names_is_known(run, file, tmp_path):
    issuers = tmp_path / "issuers.toml"
    issuers.write_text(f'known = ["{SCHOOL.did}"]\n', encoding="utf-8")

    done = run("credentials", "check", file(in_bytes(signed(a_badge()))), "--json", ISSUERS=issuers)

    (told,) = json.loads(done)["certificates"]
    assert results(told)["issuer_known"] == ("valid", None)


def test_people_read_what_is_unknown_and_what_to_do_about_it(run, file):
    done = run("credentials", "check", file(in_bytes(signed(a_badge(credentialStatus=a_status())))))

    assert "I could not find out whether the issuer has withdrawn it." in done
    assert "CAIRN_CREDENTIALS_FETCH=true" in done
    assert SCHOOL.did in done
    assert "Once the learner says yes, it counts as a document." in done


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (in_bytes({**signed(a_badge()), "name": "Brain surgery"}), "The signature is wrong"),
        (b"%PDF-1.7", "holds no certificate"),
    ],
)
def test_what_is_wrong_ends_with_one(run, file, content, said):
    done = run("credentials", "check", file(content), code=1)

    assert said in done


def test_nothing_of_a_certificate_that_is_checked_is_kept(run, file, tmp_path):
    run("credentials", "check", file(in_bytes(signed(a_badge()))))

    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    assert ANA.did.encode() not in kept
    assert b"Solar installer" not in kept


def test_a_definition_is_taken_by_its_content_however_it_is_written(run, tmp_path):
    known = contexts.find(SUITE, None)
    folder = tmp_path / "npm" / "deep"
    folder.mkdir(parents=True)
    (folder / "any-name.jsonld").write_text(json.dumps(known, indent=7, sort_keys=True), encoding="utf-8")
    (folder / "changed.jsonld").write_text(json.dumps({**known, "x": 1}), encoding="utf-8")

    told = json.loads(run("credentials", "contexts", "add", str(tmp_path / "npm"), "--json"))

    assert told["added"] == [SUITE]
    kept = list(Path(tmp_path / "data" / "contexts").iterdir())
    assert [path.name for path in kept] == [f"{contexts.PINNED[SUITE].fingerprint}.json"]


def test_a_kept_definition_whose_content_was_changed_is_not_served(tmp_path):
    missing = "https://w3id.org/vc/status-list/2021/v1"
    folder = tmp_path / "contexts"
    folder.mkdir()
    (folder / f"{contexts.PINNED[missing].fingerprint}.json").write_text('{"@context": {}}', encoding="utf-8")

    assert contexts.find(missing, folder) is None


def test_a_folder_without_any_ends_with_one(run, tmp_path):
    (tmp_path / "empty").mkdir()

    done = run("credentials", "contexts", "add", str(tmp_path / "empty"), code=1)

    assert "No definition was found that is known here." in done


def test_the_list_says_what_is_here_and_what_is_missing(run):
    told = json.loads(run("credentials", "contexts", "list", "--json"))

    here = {each["address"]: each["here"] for each in told}
    assert here["https://www.w3.org/ns/credentials/v2"] is True
    assert here[SUITE] is True
    assert here["https://w3id.org/dcc/v1"] is False


def test_a_badge_of_a_definition_that_is_missing_is_unknown_with_the_hint(run, file):
    badge = a_badge(version=1)
    badge = {**signed_2020(badge), "@context": [*badge["@context"], "https://w3id.org/dcc/v1"]}

    done = run("credentials", "check", file(in_bytes(badge)))

    assert "`cairn credentials contexts add FOLDER` installs it: https://w3id.org/dcc/v1" in done
