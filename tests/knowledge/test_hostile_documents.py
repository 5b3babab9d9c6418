"""Do documents that are made to do harm end in a sentence?"""

import json
import time
from contextlib import suppress

import pytest

from knowledge import formats
from knowledge.errors import MalformedDraft

LOQ = b'<loq:Courses xmlns:loq="http://data.europa.eu/snb/model/ap/loq-constraints/">'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>' + LOQ + b"<x><y>&c;</y></x></loq:Courses>"
)


@pytest.mark.parametrize(
    "content",
    [
        LAUGHS,
        b'<!DOCTYPE x SYSTEM "http://inside.example/x.dtd">' + LOQ + b"</loq:Courses>",
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + LOQ + b"<a><b>&f;</b></a></loq:Courses>",
        LOQ + b"<a>" * 100_000,
        LOQ + b"<a><b></a></loq:Courses>",
        LOQ,
    ],
    ids=["laughs", "outer definitions", "a file", "deep", "crossed", "cut off"],
)
def test_xml_with_definitions_or_broken_is_refused_with_a_sentence(content):
    with pytest.raises(MalformedDraft) as caught:
        formats.read(content, "elm")

    assert caught.value.hint
    assert "root:" not in str(caught.value)


@pytest.mark.parametrize("name", ["elm", "ctdl", "schema-org", "open-badges"])
def test_json_that_is_nested_without_end_is_refused_with_a_sentence(name):
    nested = b'{"@type":"Course","a":' * 300 + b"1" + b"}" * 300

    with pytest.raises(MalformedDraft, match="nested too deeply"):
        formats.read(nested, name)


@pytest.mark.parametrize("name", ["elm", "ctdl", "schema-org", "open-badges"])
def test_nodes_that_lead_to_each_other_do_not_hold_anyone_up(name):
    kinds = {
        "elm": "Qualification",
        "ctdl": "ceterms:Certificate",
        "schema-org": "Course",
        "open-badges": "Achievement",
    }
    links = ("isPartOf", "hasPart", "related", "learningOutcome", "requires", "hasCourseInstance", "name", "title")
    ring = [
        {"@id": f"urn:x:{n}", "@type": kinds[name], **{key: {"@id": f"urn:x:{(n + 1) % 500}"} for key in links}}
        for n in range(500)
    ]
    started = time.monotonic()

    with suppress(MalformedDraft):
        formats.read(json.dumps({"@graph": ring}).encode(), name)

    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "content", [b"<html>" + b"<div itemscope>" * 20_000, b"<html><script type='application/ld+json'>" + b"[" * 50_000]
)
def test_a_page_that_is_nested_without_end_is_refused_with_a_sentence(content):
    with pytest.raises(MalformedDraft) as caught:
        formats.read(content)

    assert caught.value.hint


@pytest.mark.parametrize("content", [b"eyJhbGciOiJub25lIn0.!!!.x", b"eyJhbGciOiJub25lIn0.e30.", b"eyJh.bm8ganNvbg.x"])
def test_a_token_without_a_badge_is_refused_with_a_sentence(content):
    with pytest.raises(MalformedDraft):
        formats.read(content, "open-badges")


@pytest.mark.parametrize("name", ["elm", "ctdl", "schema-org", "open-badges"])
@pytest.mark.parametrize("value", [None, 7, True, "", [], {}, [[]], [None], {"@value": None}, {"@id": 5}, {"en": None}, "x" * 9])  # fmt: skip
def test_any_value_may_stand_anywhere(name, value):
    kinds = ["Qualification", "LearningOpportunity", "ceterms:Course", "Course", "CourseInstance", "Achievement"]
    keys = [
        "title",
        "name",
        "description",
        "learningOutcome",
        "creditPoint",
        "language",
        "mode",
        "identifier",
        "offers",
        "hasCourseInstance",
        "alignment",
        "criteria",
        "creator",
        "issuer",
        "requires",
        "estimatedCost",
        "estimatedDuration",
        "teaches",
        "provider",
        "location",
        "courseSchedule",
        "numberOfCredits",
        "educationalLevel",
        "priceDetail",
        "temporal",
        "learningAchievementSpecification",
        "providedBy",
        "homepage",
        "additionalNote",
        "stated",
        "inLanguage",
        "creditsAvailable",
        "tag",
        "achievementType",
        "startDate",
        "url",
    ]
    nodes = [{"@type": kind, "title": "T", "name": "T", key: value} for kind in kinds for key in keys]

    reading = formats.read(json.dumps(nodes).encode(), name)

    assert reading.drafts
