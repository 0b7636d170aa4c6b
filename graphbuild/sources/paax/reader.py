"""PAA-X, the actors dataset: sheet or file ``signatories`` to listings, ``actors`` to actors.

What it repeats of PA-X (parties' texts, process, conflict, dates) is not read: its dates are
broken (day and month swapped, or missing), its long numbers cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphbuild.errors import SourceError
from graphbuild.records import Actor, Listing, Side, SourceFile
from graphbuild.sources.actor_columns import getter, number_or_text, read_actor, read_actors
from graphbuild.sources.containers.sheet import Sheet
from graphbuild.sources.findings import Findings
from graphbuild.sources.table import cells
from graphbuild.sources.table.cells import Get

if TYPE_CHECKING:
    from graphbuild.sources.given import Given

SIDES: dict[str, Side] = {"party": "party", "third party": "third party"}
CONDITIONS = frozenset({"C1", "C2", "C3", "C4"})

_TITLE_DATE = re.compile(r"\((\d{2})/(\d{2})/(\d{4})\)\s*$")
_RELEASE = re.compile(r"paax[-_ ]?(v\d+\.\d+)", re.I)


def release_in_name(file: str) -> str:
    """The release that a file's name states (``paax_v0.2.xlsx``); PAA-X says it nowhere inside."""
    match = _RELEASE.match(file)
    return match[1].lower() if match else ""


def read_paax(given: Given) -> SourceFile:
    """The listings and actors of a file of PAA-X; raises ``SourceError`` where it holds no record."""
    source = given.source("PAA-X", release_in_name(given.name))
    described: list[Actor] = []
    for part, sheet in given.tables:
        if part == "signatories":
            listings, actors = read_signatories(sheet, given.findings)
            source.listings += listings
            described += actors
        else:
            source.actors += read_actors(sheet, given.findings)
    source.actors = complete(source.listings, source.actors, described, given.findings)
    if not source.listings and not source.actors:
        raise SourceError(given.name, "no rows below the header of PAA-X", "get it again")
    return source


def read_signatories(sheet: Sheet, findings: Findings) -> tuple[list[Listing], list[Actor]]:
    """The listings, and the actors as their rows describe them (the same columns as ``actors``)."""
    get, release = getter(sheet), release_in_name(sheet.file)
    listings: list[Listing] = []
    actors: dict[str, Actor] = {}
    seen: set[str] = set()
    dates = _Dates()
    for number, row in sheet.rows:
        dates.look(get(row, "Dat"), get(row, "agt_name"), get(row, "AgtId"))
        listing = _listing(row, number, get, sheet.file, findings)
        if listing is None:
            continue
        if listing.signatory_id in seen:
            message = f"signatory_id {listing.signatory_id} stands twice, the first row counts"
            findings.add("error", "duplicate-signatory", message, number, listing.agreement)
            continue
        seen.add(listing.signatory_id)
        listing.release = release
        listings.append(listing)
        if listing.actor not in actors and get(row, "actor_name"):
            actors[listing.actor] = read_actor(listing.actor, row, get)
    dates.tell(findings)
    return listings, list(actors.values())


def _listing(
    row: Sequence[str], number: int, get: Get, file: str, findings: Findings
) -> Listing | None:
    names = ("signatory_id", "AgtId", "actor_id")
    identity, agreement, actor = (cells.whole(get(row, name)) or "" for name in names)
    actor = actor or (cells.whole(get(row, "id_paax").rpartition("_")[2]) or "")
    side = SIDES.get(get(row, "signatory_type").casefold())
    missing = [n for n, v in zip(names, (identity, agreement, actor), strict=True) if not v]
    if missing or side is None:
        what = ", ".join(missing) or "signatory_type"
        findings.add("error", "bad-signatory", f"no usable {what}, left out", number, agreement)
        return None
    practical, condition = number_or_text(get(row, "practical_third")), get(row, "condition")
    if practical not in ("", "0", "1"):
        message = f"practical_third is {practical!r}, read as not stated"
        findings.add("warning", "unknown-value", message, number, agreement)
    if condition and condition not in CONDITIONS:
        message = f"condition {condition!r} is none of C1 to C4 (kept as it is)"
        findings.add("warning", "unknown-value", message, number, agreement)
    third = {"": False, "0": False, "1": True}.get(practical)
    return Listing(file, number, identity, agreement, actor, side, third, condition)


class _Dates:
    """Compares ``Dat`` with the date in brackets after the agreement's name, to report it once."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.missing = self.wrong = 0

    def look(self, written: str, title: str, agreement: str) -> None:
        if agreement in self.seen:
            return
        self.seen.add(agreement)
        match = _TITLE_DATE.search(title)
        if not written:
            self.missing += 1
        elif match and written[:10] != f"{match[3]}-{match[2]}-{match[1]}":
            self.wrong += 1

    def tell(self, findings: Findings) -> None:
        if self.missing or self.wrong:
            counts = f"{self.missing} missing, {self.wrong} contradict the date in agt_name"
            message = f"dates of {len(self.seen)} agreements: {counts}; dates are taken from PA-X"
            findings.add("info", "unusable-dates", message)


def complete(
    listings: list[Listing], actors: list[Actor], described: list[Actor], findings: Findings
) -> list[Actor]:
    """The actors of the sheet ``actors``, and those that only signatory rows describe (reported).

    Raises ``SourceError`` never; an actor that is nowhere described is an error of the source.
    """
    known = {actor.key for actor in actors}
    added = [actor for actor in described if actor.key not in known]
    for actor in added if actors else ():
        message = "signatories that the sheet actors lacks, taken from their own rows"
        row = next(item.row for item in listings if item.actor == actor.key)
        findings.add("warning", "actor-not-listed", message, row)
    known.update(actor.key for actor in added)
    for listing in listings:
        if listing.actor not in known:
            message = "a signatory whose actor is named nowhere"
            findings.add("error", "unknown-actor", message, listing.row, listing.agreement)
    return actors + added
