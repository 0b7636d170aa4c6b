"""An actor authority: a CSV file of actors with names, types and codes, such as PAA-X's sheet ``actors``."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from graphbuild.errors import SourceError
from graphbuild.records import Actor
from graphbuild.report import Report

REQUIRED = ("actor_id", "actor_name")
IDENTIFIERS = {
    "paax": "id_paax",
    "ucdp": "ucdp_id",
    "ucdp_name": "ucdp_name",
    "acled_name": "acled_name",
    "acled_other": "acled_other",
}
SCOPES = ("international", "regional", "domestic")
MAX_BYTES = 100_000_000
_TRUE = {"1", "1.0", "true", "yes"}


def read_authority(source: Path | str, report: Report, *, file: str = "") -> list[Actor]:
    """The actors of an authority file; ``source`` is its ``Path``, or its text as ``str``.

    Rows without name or identifier, and those that repeat an identifier, are left out and
    reported. Raises :class:`SourceError` where the file is no such table.
    """
    name, text = _text(source, file)
    rows = csv.DictReader(io.StringIO(text, newline=""))
    columns = {(column or "").strip().lower(): column for column in rows.fieldnames or []}
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        raise SourceError(
            name, f"no column {', '.join(missing)}", "an authority needs actor_id and actor_name"
        )
    actors: dict[str, Actor] = {}
    for number, actor in _actors(rows, columns, name):
        if not actor.key or not actor.name:
            report.add(
                "error",
                "actor-without-name",
                "an actor without identifier or name is left out",
                file=name,
                row=number,
            )
        elif actor.key in actors:
            report.add(
                "error",
                "repeated-actor",
                f"actor {actor.key} is listed twice; the first row counts",
                file=name,
                row=number,
            )
        else:
            actors[actor.key] = actor
    return list(actors.values())


def _text(source: Path | str, file: str) -> tuple[str, str]:
    if isinstance(source, str):
        return file or "authority", source.removeprefix("\ufeff")
    path = source
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(path.name, "larger than 100 MB", "give the actors alone")
        return file or path.name, path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(path.name, "not UTF-8 text", "save it as CSV UTF-8") from error
    except OSError as error:
        raise SourceError(
            str(path), error.strerror or "cannot be read", "check the path"
        ) from error


def _actors(
    rows: csv.DictReader[str], columns: dict[str, str], file: str
) -> Iterator[tuple[int, Actor]]:
    try:
        for row in rows:
            own = {name: row.get(column) or "" for name, column in columns.items()}
            yield rows.line_num, _actor({name: " ".join(own[name].split()) for name in own})
    except csv.Error as error:
        place = f"{file}, line {rows.line_num}"
        raise SourceError(place, str(error), "save it again as CSV") from error


def _actor(row: dict[str, str]) -> Actor:
    def cell(column: str) -> str:
        return row.get(column, "")

    return Actor(
        key=_number(cell("actor_id")),
        name=cell("actor_name"),
        type=cell("actor_type"),
        sub_type=cell("sub_type"),
        civil_society_type=cell("cs_type"),
        abbreviation=cell("abbreviation"),
        alternative_names=[
            p for part in cell("alternative_names").split("|") if (p := part.strip())
        ],
        country=cell("actor_country"),
        iso3=cell("actor_iso3c"),
        gwno=_number(cell("actor_gwno")),
        region=cell("actor_region"),
        un_type=cell("un_type"),
        scope=next((name for name in SCOPES if cell(name).lower() in _TRUE), ""),
        women=cell("women").lower() in _TRUE,
        identifiers={own: _number(cell(c)) for own, c in IDENTIFIERS.items() if cell(c)},
    )


def _number(text: str) -> str:
    """``388.0`` as ``388``; anything else as it is."""
    return text[:-2] if re.fullmatch(r"\d+\.0", text) else text
