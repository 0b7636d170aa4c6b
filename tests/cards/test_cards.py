"""A card says all that the graph says of a thing, and leads on to others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import graphbuild
from graphbuild.cards.card import Card, Ref, Table
from graphbuild.cli import main


@pytest.fixture(scope="module")
def sample(root: Path) -> graphbuild.Graph:
    return graphbuild.load(root / "exports")


def the(card: Card, name: str) -> Table:
    return next(table for table in card.tables if table.name == name)


def fact(card: Card, label: str) -> list[str]:
    return [str(value) for fact in card.facts if fact.label == label for value in fact.values]


def column(table: Table, name: str) -> list[object]:
    return [row[table.columns.index(name)] for row in table.rows]


def test_an_agreement_has_its_facts_participants_provisions_and_sources(
    sample: graphbuild.Graph,
) -> None:
    card = sample.show("agreement", "900001")
    assert (card.kind, card.id) == ("agreement", "900001")
    assert "Good Friday Agreement" in card.title
    assert fact(card, "signed on") == ["1998-04-10"]
    taking_part = the(card, "participants")
    sides = {
        (str(row[0]), str(row[1]))
        for row in sample.query("agreement-actors", agreement="900001")
        for row in [(row.side, row.actor)]
    }
    assert {(str(row[0]), str(row[1])) for row in taking_part.rows} == sides
    assert "Tony Blair" in str(column(taking_part, "persons"))
    provisions = the(card, "provisions")
    assert "PpsEx" in column(provisions, "code")
    assert column(provisions, "section") == sorted(
        column(provisions, "section"),
        key=[*dict.fromkeys(column(provisions, "section"))].index,  # each section stands together
    )
    assert {"good-friday.md", "pax_sample.csv"} <= set(column(the(card, "sources"), "file"))
    differing = the(card, "disagreements")
    assert ("interim arrangement", "good-friday.md", ("Yes",), "") in differing.rows
    assert ("interim arrangement", "pax_sample.csv", ("No",), "v9") in differing.rows


def test_every_thing_that_a_card_names_has_a_card(sample: graphbuild.Graph) -> None:
    seen: set[tuple[str, str]] = set()
    waiting = [("agreement", "900001")]
    while waiting and len(seen) < 60:
        kind, id_ = waiting.pop(0)
        if (kind, id_) in seen:
            continue
        seen.add((kind, id_))
        card = sample.show(kind, id_)
        assert (card.kind, card.id) == (kind, id_)
        waiting += sorted({(found.kind, found.id) for found in _refs(card)})
    assert {kind for kind, _ in seen} == {
        "agreement",
        "actor",
        "person",
        "process",
        "conflict",
        "place",
    }


def _refs(card: Card) -> list[Ref]:
    cells = [value for fact in card.facts for value in fact.values]
    for table in card.tables:
        for row in table.rows:
            for cell in row:
                cells += cell if isinstance(cell, tuple) else [cell]
    return [value for value in cells if isinstance(value, Ref)]


def test_an_actors_card_counts_what_the_catalogue_counts(sample: graphbuild.Graph) -> None:
    card = sample.show("actor", "United Kingdom")
    rows = list(sample.query("actor-agreements", actor="United Kingdom"))
    assert {str(cell) for cell in column(the(card, "agreements"), "date")} == {
        str(row.date) for row in rows
    }
    assert len({cell.id for cell in column(the(card, "agreements"), "agreement")}) == len(  # type: ignore[attr-defined]
        {row.agreement_id for row in rows}
    )


def test_a_person_stands_where_the_text_names_them(sample: graphbuild.Graph) -> None:
    card = sample.show("person", "Tony Blair")
    assert fact(card, "acts for") == ["United Kingdom"]
    row = the(card, "agreements").rows[0]
    assert "Good Friday Agreement" in str(row[1])
    assert "Prime Minister" in str(row[4])


def test_a_place_has_its_processes_agreements_and_actors(sample: graphbuild.Graph) -> None:
    card = sample.show("place", "Sudan")
    names = [table.name for table in card.tables]
    assert {"processes", "actors", "agreements", "based"} <= set(names)
    counts = [int(str(row[1])) for row in the(card, "actors").rows]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("width", [40, 100])
def test_a_terminal_is_never_overrun(width: int, sample: graphbuild.Graph) -> None:
    from graphbuild.cards.text import text_lines

    for kind, name in (("agreement", "900001"), ("actor", "Sudan"), ("place", "Sudan")):
        lines = list(text_lines(sample.show(kind, name), max(width, 60)))
        assert max(map(len, lines)) <= max(width, 60)


def test_long_tables_are_cut_and_say_so_unless_all_are_asked_for(
    root: Path, sample: graphbuild.Graph
) -> None:
    full = len(the(sample.show("agreement", "900001"), "provisions").rows)
    words = ["show", "agreement", "900001", "--graph", str(root / "exports")]
    short, whole = (CliRunner().invoke(main, [*words, *more]).output for more in ([], ["--all"]))
    assert full > 15
    assert f"and {full - 15} more (--all)" in short
    assert "--all" not in whole
    assert len(whole.splitlines()) > len(short.splitlines())


def test_json_and_markdown_hold_the_same(root: Path, sample: graphbuild.Graph) -> None:
    words = ["show", "actor", "GAM", "--graph", str(root / "exports"), "--format"]
    held = json.loads(CliRunner().invoke(main, [*words, "json"]).output)
    assert held == sample.show("actor", "GAM").as_dict()
    assert held["title"] == "Free Aceh Movement"
    markdown = CliRunner().invoke(main, [*words, "markdown"]).output
    assert markdown.startswith("# Free Aceh Movement\n")
    assert "## Agreements" in markdown


@pytest.mark.parametrize(
    ("kind", "name", "says"),
    [
        ("actor", "Free Aceh Movment", "9011 (Free Aceh Movement; Armed Organization"),
        ("process", "no such process", "nothing that is a process"),
        ("river", "Nile", "river"),
    ],
)
def test_what_is_not_there_is_refused_with_the_nearest(
    kind: str, name: str, says: str, root: Path
) -> None:
    done = CliRunner().invoke(main, ["show", kind, name, "--graph", str(root / "exports")])
    assert done.exit_code == 2
    assert says in done.stderr
    assert "Traceback" not in done.output


def test_a_conflicts_card_says_who_fights_and_who_stands_on_no_agreement(
    small: graphbuild.Graph,
) -> None:
    sides = the(small.show("conflict", "ucdp-100"), "sides")
    assert column(sides, "as UCDP writes it") == [
        "Government of Northland",
        "Hill Front",
        "Lost Band",
        "Vale Union or Valley Front",
        "Government of Far State",
    ]
    counts = dict(
        zip(
            map(str, column(sides, "as UCDP writes it")),
            column(sides, "agreements on this conflict"),
            strict=True,
        )
    )
    assert counts["Lost Band"] == 0
    assert counts["Vale Union or Valley Front"] == "not known"  # tied to no actor
    assert int(str(counts["Hill Front"])) > 0
