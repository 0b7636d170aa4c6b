"""The sample pages that the repository ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild.ontology import processes
from graphbuild.records import Agreement
from graphbuild.sources.containers.html import html_to_text
from graphbuild.sources.page import read_page

EXPECTED = {
    "accra.html": ("2003-08-18", ["Liberia"], "69", "Ele Civso SsrArm Cor ImSrc"),
    "aceh.md": ("2005-08-15", ["Indonesia", "Aceh"], "55", "PolPar TjAm ImPK ImSrc"),
    "arusha.html": ("2000-08-28", ["Burundi"], "16", "GRa Pol Mps TjAm TjMech ImSrc"),
    "bougainville.txt": (
        "2001-08-30",
        ["Papua New Guinea", "Bougainville"],
        "9",
        "StRef Terps SsrPsf ImSrc",
    ),
    "chapultepec.md": ("1992-01-16", ["El Salvador"], "36", "JusJu LaRef SsrPol SsrArm ImSrc"),
    "colombia.txt": (
        "2016-11-24",
        ["Colombia"],
        "101",
        "GeWom LaRef SsrDdr SsrDrugs TjCou TjVic ImSrc",
    ),
    "dayton.txt": (
        "1995-12-14",
        ["Bosnia and Herzegovina", "Croatia", "Yugoslavia (former)"],
        "125",
        "GRef StCon ConGen Ce ImPK ImSrc",
    ),
    "good-friday.md": (
        "1998-04-10",
        ["Ireland", "United Kingdom", "Northern Ireland"],
        "62",
        "StSd Polps HrBor SsrPol TjPrire ImRef ImSrc",
    ),
    "lome.txt": ("1999-07-07", ["Sierra Leone"], "71", "Pol NatRes TjAm TjMech ImSrc"),
    "mindanao.txt": ("2014-03-27", ["Philippines", "Mindanao"], "90", "Terps Eps NatRes ImSrc"),
    "naivasha.md": ("2005-01-09", ["Sudan"], "109", "StSd Polps Eps Mps ImSrc"),
    "ohrid.md": ("2001-08-13", ["Macedonia"], "131", "StGen Pubad ConGen Terps ImSrc"),
}


def read(path: Path) -> Agreement:
    text = path.read_text(encoding="utf-8")
    (found,) = read_page(html_to_text(text) if path.suffix == ".html" else text, path.name)
    return found


def test_every_sample_page_is_expected(root: Path) -> None:
    assert {path.name for path in (root / "samples" / "pages").iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_page_is_read_whole(root: Path, name: str) -> None:
    date, places, process, rows = EXPECTED[name]
    found = read(root / "samples" / "pages" / name)
    assert found.warnings == []
    assert (found.date, found.country_entity) == (date, places)
    assert processes.number(found.process) == process
    assert found.status_code and found.level_code and found.stage_code
    assert found.nature_code and found.region_code and found.conflict
    assert found.parties and found.third_parties and found.description
    assert len(found.agreement_document) == 1
    level_one = [code for code in rows.split() if code in found.issue_codes]
    assert level_one == rows.split()
    related = 1 if found.related_cases else 0
    assert len(found.issues) == len(level_one) + related


def test_the_export_prints_substage_and_numbered_process(root: Path) -> None:
    found = read(root / "samples" / "pages" / "lome.txt")
    assert (found.stage_code, found.substage_code) == ("SubComp", "FrAg")
    assert found.process == "Sierra Leone peace process"
    assert "Transitional justice→Amnesty/pardon→Amnesty/pardon proper" in found.issue_paths
