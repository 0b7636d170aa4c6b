"""One row of fields.csv is all that a field needs: from its column to graph, table and comparison."""

from __future__ import annotations

import csv
import dataclasses
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from graphbuild.cli import main
from graphbuild.graph import derived, stating
from graphbuild.ontology import _tables, columns, fields
from graphbuild.ontology.terms import expand, terms
from graphbuild.records import Agreement
from graphbuild.resources import folder
from graphbuild.sources.page import slots


def test_every_field_has_a_place_in_the_record() -> None:
    names = {item.name for item in dataclasses.fields(Agreement)}
    for field in fields.fields():
        for attribute in field.attributes:
            assert attribute.partition(".")[0] in names, field.code


def test_every_property_is_declared_and_names_the_column_of_its_field() -> None:
    by_property: dict[str, set[str]] = {}
    for field in fields.fields():
        expand(field.property)
        by_property.setdefault(field.property, set()).update(field.columns)
    for name, term in terms().items():
        if term.column and term.domain == "pa:Agreement":
            assert term.column in by_property[f"pa:{name}"], name
        elif f"pa:{name}" in by_property:
            assert not by_property[f"pa:{name}"], f"pa:{name} does not name its column"


def test_a_value_is_found_where_it_was_put() -> None:
    record = Agreement()
    for name in ("name", "conflict_ids.ucdp", "more.language"):
        fields.put(record, name, "x")
        assert fields.value(record, name) == "x"
    fields.put(record, "more.language", "")
    assert (record.more, fields.value(record, "more.language")) == ({}, "")


@pytest.mark.parametrize("name", ["shapes", "disagreements"])
def test_what_follows_from_the_table_is_up_to_date(
    script: Callable[[str], ModuleType], name: str
) -> None:
    path = {
        "shapes": folder("ontology") / "shapes.ttl",
        "disagreements": folder("queries") / "agreements" / "disagreements.rq",
    }[name]
    made = script(f"make_{name}").text()
    assert made == path.read_text(encoding="utf-8"), f"run python ontology/make_{name}.py"


CACHES = (
    fields.fields,
    fields.by_kind,
    fields.columns,
    fields.on_page,
    fields.page_labels,
    columns.known,
    columns._folded,
    stating._stated,
    derived.numbered,
    slots.slots,
)


@pytest.fixture
def with_a_new_row(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One more row in fields.csv, for a column that PA-X does not have."""
    rows = _tables.rows

    def more(name: str) -> tuple[dict[str, str], ...]:
        given = rows(name)
        if name != "fields":
            return given
        row = dict.fromkeys(given[0], "") | {
            "code": "Tongue",
            "attribute": "more.tongue",
            "kind": "text",
            "property": "dcterms:language",
            "table_column": "tongue",
        }
        return (*given, row)

    monkeypatch.setattr(fields, "rows", more)
    monkeypatch.setattr(columns, "rows", more)
    for cache in CACHES:
        cache.cache_clear()
    yield
    monkeypatch.undo()
    for cache in CACHES:
        cache.cache_clear()


def test_a_new_field_is_one_row(with_a_new_row: None, tmp_path: Path) -> None:
    header = "AgtId,Agt,Dat,Con,PPName,Ver,Tongue"
    for name, release, language in (("old.csv", 9, "French"), ("new.csv", 10, "Arabic")):
        text = f"{header}\n7,Accord,1999-05-04,Sudan,Sudan process,{release},{language}\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    run = CliRunner()
    parsed = run.invoke(main, ["parse", str(tmp_path / "new.csv")])
    assert json.loads(parsed.stdout.splitlines()[0])["tongue"] == "Arabic"
    out = tmp_path / "out"
    given = [str(tmp_path / name) for name in ("old.csv", "new.csv")]
    formats = ["--format", "nquads", "--format", "tables", "--format", "turtle"]
    assert run.invoke(main, ["build", *given, "-o", str(out), *formats]).exit_code == 0
    lines = (out / "graph.nq").read_text(encoding="utf-8").splitlines()
    stated = [
        line.split(" ", 2)[2] for line in lines if "<http://purl.org/dc/terms/language>" in line
    ]
    assert [text.startswith('"Arabic" .') for text in stated].count(True) == 1
    assert len(stated) == 3
    with (out / "tables" / "agreements.csv").open(encoding="utf-8", newline="") as handle:
        assert [row["tongue"] for row in csv.DictReader(handle)] == ["Arabic"]
    told = json.loads((out / "report.json").read_text(encoding="utf-8"))["disagreements"]
    assert [(d["field"], d["value_a"], d["value_b"]) for d in told] == [
        ("Ver", "10", "9"),
        ("Tongue", "Arabic", "French"),
    ]
