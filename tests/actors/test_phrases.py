"""The table of phrases, and what its notation means."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import graphbuild.actors
from graphbuild.actors import phrases
from graphbuild.ontology._tables import rows
from graphbuild.patterns import Late

SOURCES = Path(phrases.__file__).parent


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A table of our own in place of the shipped one."""
    path = tmp_path / "phrases.csv"
    monkeypatch.setattr(phrases, "_TABLE", path)
    phrases.table.cache_clear()
    phrases.words.cache_clear()
    yield path
    monkeypatch.undo()
    phrases.table.cache_clear()
    phrases.words.cache_clear()


def matched(pattern: str, text: str) -> str:
    found = phrases.compiled(pattern).search(text)
    return found[0] if found else ""


def test_the_shipped_rows_are_whole_and_written_once() -> None:
    every = [row for group in phrases.table().values() for row in group]
    assert len({(row.meaning, row.phrase, row.reach) for row in every}) == len(every) > 900
    places = [(row.meaning, row.language) for row in every]
    assert places == sorted(places), "rows stand in the order of meaning and language"
    for row in every:
        assert re.fullmatch(r"[a-z]{2,3}", row.language), row
        assert row.phrase == row.phrase.strip() != "", row
        assert re.compile(phrases.words(row.meaning))


def test_every_meaning_is_used_and_every_used_one_has_rows() -> None:
    used: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        used.update(re.findall(r"\{([a-z][a-z-]*)\}", text) if "compiled(" in text else [])
        used.update(re.findall(r"(?:listed|words|reaching)\(\s*\"([a-z-]+)\"", text))
    inner = " ".join(row.phrase for group in phrases.table().values() for row in group)
    used.update(re.findall(r"\{([a-z-]+)\}", inner))
    roles = {meaning for meaning in phrases.table() if meaning.startswith("role-")}
    assert set(phrases.table()) - used - roles == set()


def test_the_roles_are_those_of_the_coding_scheme() -> None:
    roles = {m.removeprefix("role-") for m in phrases.table() if m.startswith("role-")}
    assert roles == {row["code"] for row in rows("terms") if row["scheme"] == "role"}


@pytest.mark.parametrize(
    ("phrase", "fits", "not_fits"),
    [
        ("under the aegis of", ["under the aegis of", "Under  the\naegis of"], ["under aegis of"]),
        ("commander-in-chief", ["Commander-in-Chief", "commander in chief"], ["commander"]),
        ("prés(idente)", ["prés", "presidente", "PRÉSIDENTE"], ["presid"]),
        ("chef d'état", ["chef d’État", "chef d'etat"], ["chef etat"]),
        ("médiat*", ["mediation", "Médiateurs"], ["media"]),
        ("à", ["à"], ["a"]),
        ("(the )(great )city", ["city", "the city", "the great city", "great city"], ["the"]),
        ("/s/", ["/s/"], ["s"]),
        ("مبعوث", ["مبعوث"], ["مبعو"]),
    ],
)
def test_a_phrase_fits_what_its_notation_says(
    made: Path, phrase: str, fits: list[str], not_fits: list[str]
) -> None:
    made.write_text(f"meaning,language,phrase,reach\nit,xx,{phrase},\n", encoding="utf-8")
    for text in fits:
        assert matched("^{it}$", text) == text
    for text in not_fits:
        assert not matched("^{it}$", text)


def test_a_language_is_added_by_rows_alone(made: Path) -> None:
    head = "meaning,language,phrase,reach\n"
    rows = "envoy,en,envoy,\nsent,en,{envoy} of,\n"
    made.write_text(head + rows, encoding="utf-8")
    assert not matched("{sent}", "enviado especial de")
    phrases.table.cache_clear()
    phrases.words.cache_clear()
    more = "envoy,pt,enviad(o)(a)( especial),\nsent,pt,{envoy} de,\n"
    made.write_text(head + rows + more, encoding="utf-8")
    assert matched("{sent}", "A enviada especial de") == "enviada especial de"


def test_the_longest_phrase_is_taken(made: Path) -> None:
    rows = "it,en,head,\nit,en,head of (the )state,\n"
    made.write_text(f"meaning,language,phrase,reach\n{rows}", encoding="utf-8")
    assert matched("{it}", "the head of the state") == "head of the state"


def test_only_phrases_of_a_reach_are_asked_for(made: Path) -> None:
    rows = "it,en,one,forward\nit,en,other,\n"
    made.write_text(f"meaning,language,phrase,reach\n{rows}", encoding="utf-8")
    assert re.fullmatch(phrases.reaching("it", "forward"), "one")
    assert phrases.reaching("it", "back") == ""


@pytest.mark.parametrize("phrase", ["(the city", "city (of"])
def test_an_open_bracket_is_refused(made: Path, phrase: str) -> None:
    made.write_text(f"meaning,language,phrase,reach\nit,en,{phrase},\n", encoding="utf-8")
    with pytest.raises(ValueError, match="bracket"):
        phrases.words("it")


def test_a_meaning_without_rows_fails_at_once() -> None:
    with pytest.raises(LookupError, match="no phrase means 'nothing-such'"):
        phrases.compiled("{nothing-such}")


def test_a_pattern_is_compiled_when_it_is_first_used(made: Path) -> None:
    made.write_text("meaning,language,phrase,reach\nit,en,one,\n", encoding="utf-8")
    pattern = phrases.compiled("{it}+")
    assert phrases.words.cache_info().currsize == 0
    assert pattern.search("ones")
    assert phrases.words.cache_info().currsize == 1
    assert pattern.sub("two", "oneone") == "two"
    with pytest.raises(AttributeError):
        _ = pattern.nothing_such  # type: ignore[attr-defined]


def test_every_pattern_of_the_rooms_can_be_compiled() -> None:
    packages = pkgutil.walk_packages(graphbuild.actors.__path__, "graphbuild.actors.")
    held = [value for found in packages for value in vars(import_module(found.name)).values()]
    inner = [value for group in held if isinstance(group, dict) for value in group.values()]
    late = [value for value in (*held, *inner) if isinstance(value, Late)]
    assert len(late) > 100
    assert all(re.compile(pattern.pattern, pattern.flags) for pattern in late)
