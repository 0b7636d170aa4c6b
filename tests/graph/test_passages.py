"""Passages and their pages: numbers where pages are numbers, labels that say something."""

from __future__ import annotations

import pytest

from graphbuild.graph.agreements import head, locator, passages, provisions
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import PA, RDFS
from graphbuild.records import Agreement, Provision


@pytest.mark.parametrize(
    ("printed", "where", "pages"),
    [
        ("Page 1:", "1", (1,)),
        ("Page 1-2, 8.", "1-2, 8", (1, 2, 8)),
        ("Pages 3 \u2013 5,", "3 \u2013 5", (3, 4, 5)),
        ("p. 12", "12", (12,)),
        ("7", "7", (7,)),
        ("Page 2, Article 5", "Page 2, Article 5", ()),
        ("Untitled preamble:", "Untitled preamble:", ()),
        ("Page 9-2", "9-2", ()),
        ("Page 1-9999", "1-9999", tuple(range(1, 102))),
        ("Page :", "Page :", ()),
        ("", "", ()),
    ],
)
def test_page_numbers_are_numbers(printed: str, where: str, pages: tuple[int, ...]) -> None:
    found = locator(printed)
    assert found[1] == pages
    assert found[0] == (where if pages else printed)


def test_a_passage_is_called_by_its_topic_and_first_words() -> None:
    words = "All who fled may come home, " * 5
    given = Agreement(provisions=[Provision("GRefSubs", "", None, "Page 1:", words)])
    (passage,) = passages(Iris(), "1731", given)
    label = next(line for line in passage.block() if str(RDFS.label) in line)
    assert "Substantive, page 1: All who fled may come home, All who fled" in label
    assert "1731" not in label.split(str(RDFS.label))[1]
    assert sum(str(PA.pageNumber) in line for line in passage.block()) == 1
    assert head("short\n words") == "short words"
    assert head("x" * 90) == "x" * 60 + " \u2026"


def test_the_row_of_the_source_is_no_provision() -> None:
    given = Agreement(
        issue_codes=["ImSrc", "GRefSubs"], provisions=[Provision("ImSrc", "", None, "", "A book")]
    )
    assert [
        block[0].split(" ")[0].rpartition("/")[2] for block in provisions(Iris(), "7", given)
    ] == ["GRefSubs>"]
    assert list(passages(Iris(), "7", given)) == []
