"""The kinds of sources, in one table: by which signs each is known, who reads it, what is said if not.

A kind is a folder beside this module, with its signs (``signs.py``) and its reader. Another package
adds one by an entry point of the group ``graphbuild.sources`` that names a :class:`Kind`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from graphbuild.extensions import Extension, extensions
from graphbuild.records import SourceFile
from graphbuild.sources.authority.signs import weigh_authority
from graphbuild.sources.given import Given
from graphbuild.sources.paax.signs import PAAX_ACTORS, SIGNATORIES
from graphbuild.sources.page.signs import weigh_page
from graphbuild.sources.signs import Look, Weigh, Weight, columns
from graphbuild.sources.table.signs import weigh_table
from graphbuild.sources.ucdp.signs import CONFLICTS, FOREIGN, PEACE_AGREEMENTS

__all__ = ["GROUP", "Given", "Kind", "Look", "Weight", "columns", "kinds", "reader"]

GROUP = "graphbuild.sources"
"""The group of entry points by which other packages add a kind; each names a :class:`Kind`."""


Reader = Callable[[Given], SourceFile]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of source, or one part of it (PAA-X has two tables).

    ``name`` is what reports call it; ``weigh`` counts the signs for and against it; ``read`` is the
    reader, or where it stands (``package.module:function``). Without a reader the kind is known
    and not read: ``unread`` says why and ``remedy`` what to do. ``left_out`` is whether such a file
    in a folder counts as left out: what graphbuild itself wrote does not.
    """

    name: str
    weigh: Weigh
    read: Reader | str = ""
    part: str = ""
    unread: str = ""
    remedy: str = ""
    left_out: bool = True


PAGE = "coding page"
TABLE = "PA-X table"
PAAX = "PAA-X"
AUTHORITY = "actor authority"
UCDP_CONFLICTS = "UCDP conflicts"
UCDP_AGREEMENTS = "UCDP agreements"
OF_ACTORS = frozenset({PAAX, AUTHORITY})
"""The kinds whose files name actors."""

_PAAX_READER = "graphbuild.sources.paax.reader:read_paax"
_BUILD = "which a build wrote"

OWN = (
    Kind(TABLE, weigh_table, "graphbuild.sources.table.source:read_tables"),
    Kind(PAAX, SIGNATORIES, _PAAX_READER, part="signatories"),
    Kind(PAAX, PAAX_ACTORS, _PAAX_READER, part="actors"),
    Kind(AUTHORITY, weigh_authority, "graphbuild.sources.authority.reader:read_authority"),
    Kind(PAGE, weigh_page, "graphbuild.sources.page.source:read_pages"),
    Kind(UCDP_AGREEMENTS, PEACE_AGREEMENTS, "graphbuild.sources.ucdp.agreements:read_agreements"),
    Kind(UCDP_CONFLICTS, CONFLICTS, "graphbuild.sources.ucdp.conflicts:read_conflicts"),
    *(Kind(name, weigh, unread=name) for name, weigh in FOREIGN),
    Kind(
        "judgements",
        columns([["name"], ["process"], ["judgement"], ["actor"]]),
        unread=f"a table of names to judge, {_BUILD}",
        remedy="give it with --judgements",
        left_out=False,
    ),
    Kind(
        "tidy table",
        columns(
            [["agreement_id"], ["title", "actor_id", "code", "person_id", "mentioned_id"]],
            known=("date", "side", "basis", "label", "value", "method", "sources"),
        ),
        unread=f"a tidy table, {_BUILD}",
        remedy="give the sources that it was built from",
        left_out=False,
    ),
)
"""What graphbuild knows by itself; of kinds with as many signs the first stands."""


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind: our own, then those of other packages by the names of their entry points."""
    return (*OWN, *map(_of_others, extensions(GROUP, "kind of source")))


def _of_others(found: Extension) -> Kind:
    kind = found.value
    if not isinstance(kind, Kind):
        raise found.refusal("is no graphbuild.sources.kinds.Kind")
    if kind.name in {own.name for own in OWN}:
        raise found.refusal(f"takes the name {kind.name!r}, which is ours")
    return kind


def trusting() -> tuple[Kind, ...]:
    """The kinds for a file that the user calls an authority: its doubts do not count then."""

    def trusted(kind: Kind) -> Kind:
        return replace(kind, weigh=lambda look: kind.weigh(look)._replace(doubts=()))

    return tuple(trusted(kind) if kind.name in OF_ACTORS else kind for kind in kinds())


def reader(kind: Kind) -> Reader:
    """Who reads a kind; imported only now."""
    if not isinstance(kind.read, str):
        return kind.read
    module, _, function = kind.read.partition(":")
    found: Reader = getattr(import_module(module), function)
    return found
