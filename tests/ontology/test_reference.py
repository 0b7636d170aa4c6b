"""The reference of the ontology as web pages, and the rules that lead from an IRI to its anchor."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest

from graphbuild.ontology import concepts
from graphbuild.ontology.namespaces import OURS
from graphbuild.ontology.terms import ONTOLOGY, OWL, SCHEME, read, terms

TARGET = "https://peace-agreements.example.org"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PAGES = "ontology.html", "scheme.html"


class Anchors(HTMLParser):
    """Every ``id`` of a page, every address that its links lead to, and elements left open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.ids += [value for value in [said.get("id")] if value]
        self.links += [value for value in [said.get("href")] if value]
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(root: Path, name: str) -> Anchors:
    return Anchors((root / "docs" / "reference" / name).read_text(encoding="utf-8"))


def test_the_pages_are_what_the_ontology_gives(
    root: Path, script: Callable[[str], ModuleType]
) -> None:
    made = script("make_reference").pages()
    assert tuple(made) == PAGES
    for name, text in made.items():
        committed = (root / "docs" / "reference" / name).read_text(encoding="utf-8")
        assert text == committed, "run python ontology/make_reference.py"
        assert len(text.encode()) < 300_000


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_has_its_anchor(root: Path, name: str) -> None:
    found = page(root, name)
    assert found.open == []
    assert len(found.ids) == len(set(found.ids))
    own = {link[1:] for link in found.links if link.startswith("#")}
    assert own <= set(found.ids)
    assert {link for link in found.links if not link.startswith("#")} <= {
        "pax.ttl",
        "codebook.ttl",
    }


def test_every_term_and_code_has_an_anchor_its_label_and_its_meaning(root: Path) -> None:
    text = (root / "docs" / "reference" / "ontology.html").read_text(encoding="utf-8")
    plain = re.sub(r"&#39;", "'", text)
    for name, term in terms().items():
        assert f'<h3 id="{name}"><a href="#{name}">{term.label}</a>' in plain, name
        assert term.definition[:40].replace("&", "&amp;") in plain.replace("&#34;", '"'), name
    ids = set(page(root, "scheme.html").ids)
    assert {node.value.removeprefix(SCHEME) for node in concepts.concepts()} <= ids


Rule = tuple[list[str], bool, re.Pattern[str], str, set[str]]


def rules(root: Path) -> list[Rule]:
    """What ``.htaccess`` says: of each rule its conditions on Accept, pattern, target and flags."""
    out: list[Rule] = []
    conditions: list[str] = []
    lines = (root / "ontology" / "w3id" / ".htaccess").read_text(encoding="ascii").splitlines()
    for line in lines:
        if line.startswith("RewriteCond"):
            told = re.fullmatch(r"RewriteCond %\{HTTP_ACCEPT\} (\S+)( \[OR\])?", line)
            assert told, line
            conditions.append(told[1])
        elif line.startswith("RewriteRule"):
            told = re.fullmatch(r"RewriteRule (\S+) (\S+) \[(\S+)\]", line)
            assert told, line
            flags = set(told[3].split(","))
            out.append((conditions, bool(conditions), re.compile(told[1]), told[2], flags))
            conditions = []
        else:
            assert not line or line.startswith(("#", "Options +", "RewriteEngine on")), line
    assert conditions == []
    return out


def follow(root: Path, iri: str, accept: str) -> str:
    """Where a server that follows the rules sends one who asks for an IRI."""
    asked = iri.removeprefix(OURS).partition("#")[0]
    home = ""
    for accepted, conditional, pattern, target, flags in rules(root):
        if conditional and not any(re.search(kind, accept) for kind in accepted):
            continue
        found = pattern.search(asked)
        if not found:
            continue
        if target == "-":
            (home,) = [flag.removeprefix("E=TARGET:") for flag in flags]
            continue
        assert {"R=303", "L"} <= flags
        assert ("#" in target) == ("NE" in flags), "a # is kept only where it is not escaped"
        where = target.replace("%{ENV:TARGET}", home).replace(
            "$1", found[1] if "$1" in target else ""
        )
        assert "%{" not in where
        return where
    return ""


def test_only_one_line_names_where_it_is_served(root: Path) -> None:
    text = (root / "ontology" / "w3id" / ".htaccess").read_text(encoding="ascii")
    assert re.findall(r"https://(?!w3id\.org)\S+", text) == [f"{TARGET}]"]


def test_every_iri_of_ours_leads_to_its_anchor_or_its_triples(root: Path) -> None:
    anchors = {name: set(page(root, name).ids) for name in PAGES}
    for name in terms():
        iri = f"{ONTOLOGY}{name}"
        assert follow(root, iri, BROWSER) == f"{TARGET}/ontology.html"
        assert follow(root, iri, "text/turtle") == f"{TARGET}/pax.ttl"
        assert name in anchors["ontology.html"]
    for node in concepts.concepts():
        where, _, anchor = follow(root, node.value, BROWSER).partition("#")
        assert where == f"{TARGET}/scheme.html"
        assert anchor in anchors["scheme.html"]
        assert follow(root, node.value, "*/*") == f"{TARGET}/codebook.ttl"
    assert follow(root, f"{SCHEME}stage", BROWSER) == f"{TARGET}/scheme.html#stage"


@pytest.mark.parametrize("file", ["pax.ttl", "codebook.ttl"])
def test_a_version_leads_to_the_file_of_that_version(root: Path, file: str) -> None:
    (version,) = {t.object.value for t in read(file) if t.predicate == OWL.versionIRI}
    number = version.rpartition("/")[2]
    for accept in (BROWSER, "text/turtle"):
        assert follow(root, version, accept) == f"{TARGET}/{number}/{file}"


def test_things_and_queries_lead_on_and_nothing_else_does(root: Path) -> None:
    assert follow(root, f"{OURS}id/agreement/1731", BROWSER) == f"{TARGET}/id/agreement/1731"
    assert follow(root, f"{OURS}query/agreements/place", "*/*") == f"{TARGET}/queries.ttl"
    assert follow(root, OURS, BROWSER) == f"{TARGET}/"
    for other in ("else", "ontologyx", "scheme/a b", "id/<x>"):
        assert follow(root, f"{OURS}{other}", BROWSER) == ""
