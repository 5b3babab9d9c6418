"""Who may show the chat in a frame, and what stays out of any frame?"""

import pytest

from bots.errors import UnknownSetting
from bots.settings import load_settings

SITES = "https://a.example https://b.example"


def test_nobody_may_frame_anything_by_default(web):
    answer = web.client.get("/")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"
    assert "data-embed-on" not in answer.text


def test_the_chat_may_be_framed_by_the_sites_that_are_named(web_with):
    web = web_with(embed_on=SITES)
    answer = web.client.get("/")
    assert answer.headers["content-security-policy"].endswith(f"frame-ancestors {SITES}")
    assert "x-frame-options" not in answer.headers
    assert f'data-embed-on="{SITES}"' in answer.text


@pytest.mark.parametrize("path", ["/counsellor", "/provider", "/admin", "/s/x", "/v1/search", "/nowhere"])
def test_nothing_else_may_be_framed(web_with, path):
    answer = web_with(embed_on=SITES).client.get(path, headers={"Accept": "text/html"})
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"


def test_the_script_may_be_loaded_by_other_sites_and_opens_a_sandbox(web):
    answer = web.client.get("/embed.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert 'setAttribute("sandbox"' in answer.text
    assert "event.origin === home" in answer.text
    assert "allow-top-navigation" not in answer.text


def test_in_a_frame_over_tls_the_cookie_is_kept_apart_per_site(web_with):
    web = web_with(embed_on=SITES, public_url="https://advice.example")
    made = web.client.post("/chat", data={"text": "solar"}, follow_redirects=False).headers["set-cookie"]
    gone = web.client.post("/chat/leave", follow_redirects=False).headers["set-cookie"]
    for cookie in (made, gone):
        assert cookie.startswith("__Host-cairn=")
        assert cookie.endswith("; SameSite=none; Secure; Partitioned")


def test_a_site_that_is_no_origin_is_refused_with_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("CAIRN_EMBED_ON", "https://a.example; script-src *")
    with pytest.raises(UnknownSetting, match="CAIRN_EMBED_ON"):
        load_settings(tmp_path)
