"""One agreement in every shape of text: the same record comes out."""

from __future__ import annotations

import pytest

from graphbuild.records import Agreement
from graphbuild.sources.containers.html import html_to_text
from graphbuild.sources.page import looks_like_page, read_page

from . import shapes


def _check(found: Agreement) -> None:
    assert found.warnings == []
    assert found.name == "Protocol on the crossing points"
    assert found.date == "2003-12-07"
    assert found.country_entity == ["Georgia", "Abkhazia"]
    assert (found.countries, found.entities) == (["Georgia"], ["Abkhazia"])
    assert (found.status_code, found.level_code, found.stage_code) == ("MultiSign", "Intra", "Cea")
    assert (found.nature, found.region, found.interim) == ("Territory", "Europe and Eurasia", "Yes")
    assert (found.process, found.process_id) == ("Abkhazia peace process", "")
    assert found.conflict == "Lowland Conflict (1991 - 2004)"
    assert found.conflict_description == shapes.TEXT
    assert found.parties.replace("\n", " ") == shapes.PARTIES.replace("\n", " ")
    assert found.third_parties == shapes.THIRD
    assert found.agreement_document == ["GE_031207_Protocol.pdf"]
    assert found.issue_codes == ["GRef", "GRefSubs", "StRef", "RiOth", "Ce", "CeProv", "ImSrc"]
    assert found.issue_paths == [
        "Groups→Refugees/displaced persons→Substantive",
        "Security sector→Ceasefire→Ceasefire provision",
    ]
    assert "Security sector→Ceasefire" in found.issues
    assert "Rights related issues→Other" in found.issues
    assert found.source_citation == "Registry of the mission, on file"


@pytest.mark.parametrize("shape", sorted(shapes.TEXTS))
def test_every_shape_yields_the_same_record(shape: str) -> None:
    text = shapes.TEXTS[shape]()
    assert looks_like_page(text)
    (found,) = read_page(text, "folder/page.txt")
    assert found.file == "page.txt"
    _check(found)


def test_saved_html_yields_the_same_record() -> None:
    (found,) = read_page(html_to_text(shapes.html()), "page.html")
    _check(found)


@pytest.mark.parametrize("shape", ["bold", "plain", "columns", "pipes", "tagged"])
def test_each_passage_of_a_path_is_a_provision(shape: str) -> None:
    (found,) = read_page(shapes.TEXTS[shape](), "page.txt")
    ceasefire = [one for one in found.provisions if one.code == "CeProv"]
    assert [one.page for one in ceasefire] == ["Page 1:", "Page 2:"]
    assert ceasefire[1].excerpt == "Heavy weapons are drawn back by ten kilometres."
    (refugees,) = [one for one in found.provisions if one.code == "GRefSubs"]
    assert refugees.page == "Page 2, Article 3"
    assert refugees.path == "Groups→Refugees/displaced persons→Substantive"
    assert refugees.value is None


def test_lines_end_as_the_platform_likes() -> None:
    (found,) = read_page(shapes.plain().replace("\n", "\r\n"), "page.txt")
    _check(found)


@pytest.mark.parametrize("between", ["", "\n-\n"])
def test_a_list_of_a_web_crawl_with_labels_glued_or_parted(between: str) -> None:
    (found,) = read_page(shapes.crawled(between), "page.txt")
    _check(found)
