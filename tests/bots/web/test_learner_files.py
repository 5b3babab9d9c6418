"""Is a file taken only with a yes, by page and by program, and is what is wrong with it said where it was chosen?"""

import re

import pytest

CV = b"2010 - 2015 electrician"
WORDS = "I read your CV on this system, with fixed rules"


def send(web, content=CV, name="cv.txt", **fields):
    given = {"consent": "true", "client_message_id": "f-1", **fields}
    return web.client.post("/chat/file", data=given, files={"file": (name, content)}, follow_redirects=False)


def post(web, where, content=CV, **fields):
    identifier, headers = where
    given = {"purpose": "cv", "consent": "true", "client_message_id": "f-1", **fields}
    return web.client.post(
        f"/v1/conversations/{identifier}/files", data=given, files={"file": ("cv.txt", content)}, headers=headers
    )


def test_the_chat_leads_to_a_page_that_says_what_happens_to_a_file(web):
    assert 'href="/chat/file"' in web.client.get("/").text

    page = web.client.get("/chat/file").text

    assert WORDS in page
    assert re.search(r'name="consent" value="true" required', page)


def test_the_page_speaks_the_language_that_was_chosen(web):
    page = web.client.get("/chat/file", headers={"Accept-Language": "th"}).text

    assert "ส่งประวัติย่อหรือใบรับรอง" in page


def test_a_file_leads_back_to_the_conversation_with_its_answer(web):
    answer = send(web)

    assert (answer.status_code, answer.headers["location"]) == (303, "/#latest")
    assert "I have handed in a file" in web.client.get("/").text
    assert [(given.name, given.content) for given in web.advisor.files] == [("cv.txt", CV)]


def test_the_language_of_the_yes_is_that_of_the_page(web):
    web.client.post(
        "/chat/file", headers={"Accept-Language": "de"}, data={"consent": "true"}, files={"file": ("a", CV)}
    )

    assert web.advisor.files[0].language == "de"


def test_a_form_that_is_sent_twice_is_one_turn(web):
    send(web)
    send(web)

    assert web.client.get("/").text.count("I have handed in a file") == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"consent": ""}, "Without your yes I do not read your file. Say yes to having it read"),
        ({"content": b""}, "The file is empty. Choose the file again."),
        ({"content": b"x" * 5_000_001}, "The file is larger than 5 MB. Save it smaller"),
        ({"content": b"", "name": ""}, "No file was chosen. Choose the file again."),
    ],
)
def test_what_is_wrong_is_said_above_the_form(web, given, told):
    page = send(web, **given)

    assert page.status_code == 422
    assert told in re.sub(r"<[^>]+>", "", page.text)
    assert WORDS in page.text
    assert web.advisor.files == []


def test_the_browser_keeps_the_conversation_that_was_opened_for_a_file_that_could_not_be_read(web):
    send(web, content=b" ")
    web.client.post("/chat", data={"text": "I am an electrician"})

    assert len(web.advisor.store._conversations) == 1


def test_another_site_cannot_hand_in_a_file(web):
    answer = web.client.post(
        "/chat/file", data={"consent": "true"}, files={"file": ("a", CV)}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
    assert web.advisor.files == []


def test_a_program_gets_the_reply_and_the_same_one_again(web):
    where = web.start()

    first, second = post(web, where), post(web, where)

    assert first.status_code == 200
    assert first.json() == second.json()
    assert first.json()["conversation"] == where[0]
    assert first.json()["explain"] == []


def test_the_idempotency_key_stands_for_the_message_id(web):
    identifier, headers = web.start()
    for _ in range(2):
        web.client.post(
            f"/v1/conversations/{identifier}/files", data={"purpose": "certificate", "consent": "true"},
            files={"file": ("a.json", b"{}")}, headers={**headers, "Idempotency-Key": "k-1"},
        )  # fmt: skip

    assert [given.client_message_id for given in web.advisor.files] == ["k-1", "k-1"]
    assert len(web.advisor.taken) == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"consent": "false"}, "consent-missing"),
        ({"purpose": ""}, "refused"),
        ({"purpose": "photo"}, "refused"),
        ({"client_message_id": "a b"}, "refused"),
        ({"language": "English please"}, "refused"),
    ],
)
def test_what_does_not_fit_is_a_problem_with_a_hint(web, fields, code):
    answer = post(web, web.start(), **fields)

    assert answer.status_code == 422
    assert answer.json()["type"] == f"urn:cairn:problem:{code}"
    assert answer.json()["hint"]
    assert web.advisor.files == []


def test_the_token_of_another_conversation_opens_nothing(web):
    mine, others = web.start(), web.start()

    assert post(web, (others[0], mine[1])).status_code == 404


def test_a_body_that_is_no_form_is_refused(web):
    identifier, headers = web.start()

    answer = web.client.post(f"/v1/conversations/{identifier}/files", json={"file": "abc"}, headers=headers)

    assert answer.status_code == 422
    assert "multipart/form-data" in answer.json()["hint"]


def test_more_than_is_read_is_refused_before_it_is_read(web):
    answer = post(web, web.start(), content=b"x" * 11_000_000)

    assert answer.status_code == 413


def test_people_get_a_page_where_a_file_is_far_too_large(web):
    answer = web.client.post(
        "/chat/file",
        data={"consent": "true"},
        files={"file": ("a", b"x" * 11_000_000)},
        headers={"Accept": "text/html"},
    )

    assert answer.status_code == 413
    assert answer.text.startswith("<!doctype html>")


def test_messages_and_files_share_a_limit(web_with):
    web = web_with(limit_messages_per_minute=2)
    where = web.start()
    answers = [post(web, where, client_message_id=f"f-{n}").status_code for n in range(3)]

    assert answers == [200, 200, 429]


def test_nothing_is_written_to_a_temporary_file(web, monkeypatch):
    import tempfile

    made = []
    whole = tempfile.SpooledTemporaryFile.rollover
    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", lambda file: (made.append(file), whole(file)))

    assert post(web, web.start(), content=b"x" * 4_000_000).status_code == 200
    assert made == []


def test_the_operation_is_described(web):
    described = web.client.get("/openapi.json").json()["paths"]["/v1/conversations/{identifier}/files"]["post"]

    assert described["operationId"] == "hand_in_file"
    assert set(described["requestBody"]["content"]) == {"multipart/form-data"}
    assert {"200", "404", "409", "413", "422", "429", "503"} <= set(described["responses"])
