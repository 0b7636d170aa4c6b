"""Reading an authority of actors from CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild.errors import SourceError
from graphbuild.report import Report
from graphbuild.sources.paax.authority import read_authority

HEAD = "actor_id,actor_name,actor_type,alternative_names,actor_iso3c,actor_gwno,ucdp_id,domestic\n"


def test_a_row_becomes_an_actor() -> None:
    text = HEAD + "7.0,Red  Front,Armed Organization,Front Rouge | RF |,,450.0,388.0,1.0\n"
    (actor,) = read_authority(text, Report())
    assert (actor.key, actor.name, actor.gwno, actor.scope) == ("7", "Red Front", "450", "domestic")
    assert actor.alternative_names == ["Front Rouge", "RF"]
    assert actor.identifiers == {"ucdp": "388"}


def test_rows_without_name_and_repeated_ones_are_reported() -> None:
    report = Report()
    text = HEAD + "1,A,,,,,,\n,B,,,,,,\n1,C,,,,,,\n"
    assert [a.name for a in read_authority(text, report)] == ["A"]
    assert [p.kind for p in report.problems] == ["actor-without-name", "repeated-actor"]


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("\ufeffactor_id,actor_name\n1,Ä\n", encoding="utf-8")
    assert [a.name for a in read_authority(path, Report())] == ["Ä"]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "actor_id\n1\n"])
def test_another_table_is_refused_with_what_is_missing(text: str) -> None:
    with pytest.raises(SourceError, match="actor_name"):
        read_authority(text, Report(), file="x.csv")


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_bytes(b"actor_id,actor_name\n1,\xe4\n")
    with pytest.raises(SourceError, match="UTF-8"):
        read_authority(path, Report())
