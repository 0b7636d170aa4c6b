"""``graphbuild parse``: JSON lines on stdout, findings on stderr, exit statuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graphbuild.cli import main

TABLE = (
    "AgtId,Agt,Dat,Ver,Stage,Part,GRef,Con,Agtp,PP\n"
    '556,Good Friday Agreement,1998-04-10,9,SubComp,"Two\u2028governments",3,Ireland,Intra,66\n'
    "478,Lomé Agreement,1999-07-07,9,SubComp,,0,Sierra Leone,Intra,114\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "pax.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def run(*args: object, **more: Any) -> Result:
    return CliRunner().invoke(main, ["parse", *map(str, args)], **more)


def test_one_object_per_line(table: Path) -> None:
    result = run(table)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()  # also cuts at U+2028, which must not stand there raw
    assert [json.loads(line)["id"] for line in lines] == ["556", "478"]
    first, second = map(json.loads, lines)
    assert first["parties"] == "Two\u2028governments"
    assert first["provisions"] == [
        {
            "code": "GRef",
            "path": "Groups→Refugees/displaced persons",
            "value": 3,
            "page": "",
            "excerpt": "",
        }
    ]
    assert (first["stage_code"], first["release"], first["row"]) == ("SubComp", "v9", 2)
    assert (second["third_parties"], second["issues"], second["conflict_ids"]) == ("", [], {})
    assert "Lomé" in lines[1] and "→" in lines[0]
    assert result.stderr == "read 1 file, 2 agreements\n"


def test_every_field_of_the_record_is_there(table: Path) -> None:
    record = json.loads(run(table).stdout.splitlines()[0])
    assert set(record) >= {
        *("file", "row", "id", "name", "date", "status", "interim", "level", "stage", "substage"),
        *("nature", "process", "process_id", "region", "country_entity", "countries", "entities"),
        *("conflict", "conflict_description", "conflict_ids", "parties", "third_parties"),
        *("description", "agreement_document", "issues", "issue_paths", "issue_codes"),
        *("provisions", "mentions", "related_cases", "source_citation", "release", "warnings"),
    }


def test_standard_input(table: Path) -> None:
    result = run("-", input=table.read_bytes())
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == ["stdin"] * 2


def test_an_output_file_is_complete_or_untouched(table: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "a.jsonl"
    assert run(table, "-o", target).stdout == ""
    before = target.read_bytes()
    assert before == run(table).stdout_bytes
    table.write_bytes(b"AgtId,Agt,Dat\n1,Bogot\xe1,1998-04-13\n")
    assert run(table, "-o", target).exit_code == 2
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


def test_findings_of_level_error_are_exit_status_1(table: Path) -> None:
    table.write_text(TABLE + "1,too,short\n", encoding="utf-8")
    result = run(table)
    assert result.exit_code == 1
    assert len(result.stdout.split("\n")) == 3
    assert "error: pax.csv, row 4: a row of 3 cells" in result.stderr


def test_a_damaged_source_beside_a_good_one(table: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "error: empty.csv: the file is empty" in result.stderr


@pytest.mark.parametrize("args", [[], ["no-such.csv"], ["--date-format", "iso", "x"]])
def test_a_call_that_cannot_be_used_is_one_line(args: list[str]) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: ") and result.stderr.count("\n") == 1


def test_an_ambiguous_date_names_the_option_that_settles_it(table: Path) -> None:
    text = TABLE.replace("1998-04-10", "10/04/1998").replace("1999-07-07", "07/07/1999")
    table.write_text(text, encoding="utf-8")
    refused = run(table)
    assert refused.exit_code == 2
    assert "--date-format dd/mm/yyyy or mm/dd/yyyy" in refused.stderr
    assert (
        json.loads(run(table, "--date-format", "dd/mm/yyyy").stdout.splitlines()[0])["date"]
        == "1998-04-10"
    )


def test_a_page_whose_empty_rows_say_something_else_is_left_out(root: Path, tmp_path: Path) -> None:
    good = (root / "samples" / "pages" / "ohrid.md").read_text(encoding="utf-8")
    (tmp_path / "good.md").write_text(good, encoding="utf-8")
    bad = good.replace("No specific mention.", "Aucune mention particulière.")
    (tmp_path / "bad.md").write_text(bad, encoding="utf-8")
    result = run(tmp_path)
    assert result.exit_code == 1
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == ["good.md"]
    assert (
        "error: bad.md: the same words in 89 rows: 'Aucune mention particulière.'" in result.stderr
    )
