"""The UCDP/PRIO Armed Conflict Dataset: one row for each conflict and year, one record for each conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graphbuild.errors import SourceError
from graphbuild.records import Camp, Conflict, ConflictSide, SourceFile
from graphbuild.sources.findings import Findings
from graphbuild.sources.table.cells import Get, Row
from graphbuild.sources.ucdp.cells import day, getter, number, numbers, release
from graphbuild.sources.ucdp.pairing import Cells, names_of, paired

if TYPE_CHECKING:
    from graphbuild.sources.given import Given

GOVERNMENT: Final = "government"
BETWEEN_STATES: Final = "interstate"
_CAMPS: Final[dict[str, Camp]] = {
    "side_a": "a",
    "side_b": "b",
    "side_a_2nd": "a-supporting",
    "side_b_2nd": "b-supporting",
}
_CODES: Final[dict[str, dict[str, str]]] = {
    "incompatibility": {"1": "territory", "2": GOVERNMENT, "3": "government-territory"},
    "type_of_conflict": {
        "1": "extrasystemic",
        "2": BETWEEN_STATES,
        "3": "intrastate",
        "4": "internationalised-intrastate",
    },
    "region": {"1": "europe", "2": "middle-east", "3": "asia", "4": "africa", "5": "americas"},
}
"""What UCDP's numbers mean (codebook of the Armed Conflict Dataset 22.1); the codes of our schemes."""


@dataclass(slots=True)
class _Years:
    """What the rows of one conflict say together."""

    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    seen: set[int] = field(default_factory=set)
    fighting: dict[tuple[Camp, str], set[int]] = field(default_factory=lambda: defaultdict(set))


def read_conflicts(given: Given) -> SourceFile:
    """The conflicts of a file; raises ``SourceError`` where it holds none."""
    source = given.source("UCDP conflicts")
    for _, sheet in given.tables:
        get = getter(sheet)
        rows = [(at, row) for at, row in sheet.rows if _usable(at, row, get, given.findings)]
        if rows and not source.release:
            source.release = release(get(rows[0][1], "version"), given.name)
        source.conflicts += _conflicts([row for _, row in rows], get, given.findings)
    if not source.conflicts:
        remedy = "get it again from https://ucdp.uu.se/downloads/"
        raise SourceError(given.name, "no conflict below the header", remedy)
    return source


def _usable(at: int, row: Row, get: Get, findings: Findings) -> bool:
    missing = [name for name in ("conflict_id", "year") if not number(get(row, name))]
    if missing:
        message = f"no number as {' or '.join(missing)}, left out"
        findings.add("error", "bad-conflict", message, at)
    return not missing


def _conflicts(rows: list[Row], get: Get, findings: Findings) -> Iterator[Conflict]:
    actors = paired(
        _cells(row, get, side, f"{side}_id") for row in rows for side in ("side_a", "side_b")
    )
    states = paired(_cells(row, get, *pair) for row in rows for pair in _of_states())
    countries = paired(_cells(row, get, "location", "gwno_loc") for row in rows)
    together: dict[str, _Years] = defaultdict(_Years)
    for row in rows:
        for side in ("side_a", "side_b"):
            if get(row, side) and not numbers(get(row, f"{side}_id")):
                message = f"a row names {side} without a number ({side}_id), that side is left out"
                findings.add("error", "side-without-number", message)
        _add(together[number(get(row, "conflict_id"))], row, get, actors, states)
    open_ = sorted((key for key, names in actors.items() if len(names) > 1), key=int)
    if open_:
        message = (
            f"{len(open_)} numbers of actors stand only with those of others in one cell, so that"
            f" their names stay open ({', '.join(open_[:5])} ...)"
        )
        findings.add("info", "open-side", message)
    named = {name: key for key, names in actors.items() for name in names if len(names) == 1}
    for key in sorted(together, key=int):
        yield _conflict(key, together[key], findings, (actors, states, countries, named))


def _of_states() -> Iterator[tuple[str, str]]:
    """The columns of names of a side with that of its states' numbers."""
    for side in _CAMPS:
        yield side, f"gwno{side.removeprefix('side')}"


def _cells(row: Row, get: Get, names: str, keys: str) -> Cells:
    found = numbers(get(row, keys))
    return names_of(get(row, names), found), found


Pairs = dict[str, tuple[str, ...]]


def _add(years: _Years, row: Row, get: Get, actors: Pairs, states: Pairs) -> None:
    year = int(number(get(row, "year")))
    years.seen.add(year)
    for column in ("location", "gwno_loc", "territory_name", "start_date", "start_prec", *_CODES):
        cell = get(row, column)
        if cell and cell not in years.names[column]:
            years.names[column].append(cell)
    for side in ("side_a", "side_b"):
        for key in numbers(get(row, f"{side}_id")):
            if key in actors:
                years.fighting[_CAMPS[side], key].add(year)
    for side, gwno in _of_states():
        if side.endswith("_2nd"):
            for key in numbers(get(row, gwno)):
                if key in states:
                    years.fighting[_CAMPS[side], key].add(year)


def _conflict(
    key: str,
    years: _Years,
    findings: Findings,
    known: tuple[Pairs, Pairs, Pairs, dict[str, str]],
) -> Conflict:
    countries = known[2]
    given = years.names
    for column in ("location", "territory_name", "incompatibility", "start_date"):
        if len(given[column]) > 1:
            told = " and ".join(given[column][:3])
            message = f"conflict {key} has {column} {told}; the first counts"
            findings.add("warning", "conflict-differs", message)
    first = {column: cells[0] for column, cells in given.items() if cells}
    places = tuple(
        (" or ".join(countries[gwno]), gwno)
        for gwno in numbers(first.get("gwno_loc", ""))
        if gwno in countries
    )
    types = _codes("type_of_conflict", given, key, findings)
    incompatibility = next(iter(_codes("incompatibility", given, key, findings)), "")
    territory = first.get("territory_name", "")
    precision = number(first.get("start_prec", ""))
    start = day(first.get("start_date", ""))
    if not start and first.get("start_date"):
        message = f"start_date {first['start_date'][:30]!r} is no date, not taken over"
        findings.add("warning", "unknown-value", message)
    return Conflict(
        number=key,
        name=_name(first.get("location", ""), places, territory, incompatibility, types),
        territory=territory if incompatibility != GOVERNMENT else "",
        incompatibility=incompatibility,
        types=types,
        regions=_codes("region", given, key, findings),
        locations=places,
        start=start,
        start_precision=int(precision) if start and precision else None,
        first_year=min(years.seen),
        last_year=max(years.seen),
        sides=tuple(_sides(years, known)),
    )


def _name(
    location: str,
    places: tuple[tuple[str, str], ...],
    territory: str,
    incompatibility: str,
    types: Iterable[str],
) -> str:
    """As UCDP names conflicts in its Peace Agreement Dataset: where, and over what."""
    names = names_of(location, [gwno for _, gwno in places])
    where = " - ".join(names) if BETWEEN_STATES in types else location
    over = "Government" if incompatibility == GOVERNMENT else territory
    return f"{where}: {over}" if where and over else where


def _codes(
    column: str, given: dict[str, list[str]], key: str, findings: Findings
) -> tuple[str, ...]:
    found = {code for cell in given[column] for code in numbers(cell)}
    if strange := sorted(found - set(_CODES[column])):
        message = f"conflict {key} has {column} {', '.join(strange)}, which UCDP does not explain"
        findings.add("warning", "unknown-value", message)
    return tuple(_CODES[column][code] for code in sorted(found & set(_CODES[column])))


def _sides(
    years: _Years, known: tuple[Pairs, Pairs, Pairs, dict[str, str]]
) -> Iterator[ConflictSide]:
    """The sides of a conflict, by camp; governments have a number of UCDP and one of their state."""
    actors, states, _, named = known
    gwno_of = {names[0]: gwno for gwno, names in states.items() if len(names) == 1}
    for camp, key in sorted(years.fighting, key=lambda item: (item[0], int(item[1]))):
        when = years.fighting[camp, key]
        if camp.endswith("supporting"):
            names = states[key]
            ids = {named.get(name, "") for name in names} if len(names) == 1 else {""}
            yield ConflictSide(camp, ids.pop(), names, key, min(when), max(when))
        else:
            names = actors[key]
            gwno = gwno_of.get(names[0], "") if len(names) == 1 else ""
            yield ConflictSide(camp, key, names, gwno, min(when), max(when))
