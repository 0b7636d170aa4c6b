"""Tidy CSV files for spreadsheets and R: one row for each thing, ids to join them by."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from graphbuild.delimited import guarded
from graphbuild.files import replacing
from graphbuild.graph.agreements import provision_codes
from graphbuild.graph.dataset import Dataset
from graphbuild.graph.derived import derivation
from graphbuild.graph.participants import key_of
from graphbuild.ontology.fields import Field, fields, value
from graphbuild.ontology.topics import topics
from graphbuild.records import Agreement

Row = tuple[object, ...]


def _agreements(data: Dataset) -> Iterator[Row]:
    shown = [field for field in fields() if field.table_columns]
    yield (*(column for field in shown for column in field.table_columns), "sources")
    for item in data.merged:
        cells = (cell for field in shown for cell in _cells(field, item.record))
        yield (*cells, "; ".join(source.name for source, _ in item.sources))


def _cells(field: Field, record: Agreement) -> Iterator[object]:
    """What an agreement has in the columns of a field: one, or countries and entities apart."""
    if field.kind == "places":
        yield from ("; ".join(value(record, name)) for name in field.table_columns)
        return
    given = derivation(field)(record)
    yield "; ".join(map(str, given)) if isinstance(given, list) else given


def _actors(data: Dataset) -> Iterator[Row]:
    yield (
        "actor_id", "name", "abbreviation", "type", "sub_type", "country", "iso3", "region",
        "un_type", "ucdp_id", "alternative_names",
    )  # fmt: skip
    for actor in sorted(data.actors, key=lambda actor: actor.key):
        yield (
            actor.key, actor.name, actor.abbreviation, actor.type, actor.sub_type, actor.country,
            actor.iso3, actor.region, actor.un_type, actor.identifiers.get("ucdp", ""),
            "; ".join(actor.alternative_names),
        )  # fmt: skip


def _participations(data: Dataset) -> Iterator[Row]:
    yield (
        "agreement_id", "actor_id", "actor", "side", "basis", "third_to_conflict",
        "third_condition", "roles", "signing", "method", "certainty", "as_written",
    )  # fmt: skip
    names = {actor.key: actor.name for actor in data.actors}
    for item in data.merged:
        for p in data.participations.get(item.key, ()):
            third = "" if p.third_to_conflict is None else int(p.third_to_conflict)
            yield (
                item.key, p.actor, names.get(p.actor, ""), p.side, p.basis, third,
                p.third_condition, "; ".join(p.roles), p.signing, p.method, p.certainty,
                " | ".join(p.as_written),
            )  # fmt: skip


def _provisions(data: Dataset) -> Iterator[Row]:
    yield ("agreement_id", "code", "section", "label", "value", "path", "page", "excerpt")
    for item in data.merged:
        given = {entry.code for entry in item.record.provisions}
        values = {e.code: e.value for e in item.record.provisions if e.value is not None}
        quoted = {entry.code for entry in item.record.provisions if entry.excerpt}
        for entry in item.record.provisions:
            if entry.code in quoted and not entry.excerpt:
                continue  # the rows of its passages have its value
            if topic := topics().get(entry.code):
                yield (
                    item.key, entry.code, topic.section, topic.label, values.get(entry.code),
                    entry.path or topic.path, entry.page, entry.excerpt,
                )  # fmt: skip
        for code in dict.fromkeys(provision_codes(item.record)):
            if code not in given:
                topic = topics()[code]
                yield (item.key, code, topic.section, topic.label, None, topic.path, "", "")


def _persons(data: Dataset) -> Iterator[Row]:
    yield (
        "agreement_id",
        "person_id",
        "person",
        "actor_id",
        "side",
        "office",
        "named_by",
        "signing",
    )
    for item in data.merged:
        for p in data.participations.get(item.key, ()):
            for given in p.representations:
                key = key_of(given, p.actor) if given.person else ""
                yield (
                    item.key, key, given.person, p.actor, p.side, given.office,
                    given.named_by if given.person else "",
                    given.signing,
                )  # fmt: skip
        for other in data.named.get(item.key, ()):
            for given in other.representations:
                key = key_of(given, other.actor) if given.person else ""
                yield (
                    item.key, key, given.person, "", "", given.office,
                    given.named_by if given.person else "", given.signing,
                )  # fmt: skip


def _mentions(data: Dataset) -> Iterator[Row]:
    yield ("agreement_id", "mentioned_id", "method", "page", "text")
    for item in data.merged:
        for mention in data.mentions.get(item.key, ()):
            yield (item.key, mention.target, mention.method, mention.page, mention.text)


TABLES: dict[str, Callable[[Dataset], Iterator[Row]]] = {
    "agreements": _agreements,
    "actors": _actors,
    "participations": _participations,
    "provisions": _provisions,
    "persons": _persons,
    "mentions": _mentions,
}


def write_tables(data: Dataset, folder: Path, *, plain: bool = False) -> list[Path]:
    """Write ``tables/<name>.csv`` below the folder; UTF-8, comma, quoted where needed.

    Formulas are guarded unless ``plain`` says otherwise.
    """
    paths = [folder / "tables" / f"{name}.csv" for name in TABLES]
    with replacing(*paths) as handles:
        for handle, rows in zip(handles, TABLES.values(), strict=True):
            text = io.TextIOWrapper(handle, encoding="utf-8", newline="", write_through=True)
            _write(text, rows(data), plain=plain)
            text.detach()
    return paths


def _write(handle: io.TextIOWrapper, rows: Iterable[Row], *, plain: bool) -> None:
    lines = csv.writer(handle, lineterminator="\n")
    if plain:
        lines.writerows(rows)
        return
    for row in rows:
        lines.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
