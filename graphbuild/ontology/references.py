"""What to cite for each kind of source, from ``ontology/codebook/references.csv``.

The makers ask for these: PA-X and PAA-X on their pages, UCDP in the codebooks of its datasets. A
DOI stands only where a page or file of the makers that was read gives it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache

from graphbuild.ontology._tables import rows

SOFTWARE = "graphbuild"
"""The key of the entry of the program itself."""

AUTHORITY, PAAX, PAGE = "actor authority", "PAA-X", "coding page"


@dataclass(frozen=True, slots=True)
class Reference:
    """One work; ``type`` is ``article``, ``dataset`` or ``software``.

    ``kinds`` are the kinds of sources for which it is cited, ``authors`` family and given names;
    ``version`` the release of a dataset or program, ``note`` what of it was used.
    """

    key: str
    kinds: tuple[str, ...]
    type: str
    authors: tuple[tuple[str, str], ...]
    year: str
    title: str
    journal: str = ""
    volume: str = ""
    issue: str = ""
    doi: str = ""
    url: str = ""
    publisher: str = ""
    version: str = ""
    note: str = ""

    @property
    def link(self) -> str:
        """The web address: that of the DOI where there is one."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


@cache
def references() -> tuple[Reference, ...]:
    """Every work, in the order of the table: articles before the data they describe."""
    return tuple(_reference(row) for row in rows("references"))


def _reference(row: dict[str, str]) -> Reference:
    names = [name.partition(", ") for name in row["authors"].split("|") if name]
    plain = ("year", "title", "journal", "volume", "issue", "doi", "url", "publisher")
    return Reference(
        key=row["key"],
        kinds=tuple(filter(None, row["kinds"].split("|"))),
        type=row["type"],
        authors=tuple((family, given) for family, _, given in names),
        **{name: row[name] for name in plain},
    )


def in_words(work: Reference) -> str:
    """A reference as a line of a bibliography."""
    who = _authors(work.authors)
    title = f"{work.title}, version {work.version}" if work.version else work.title
    title = f"{title} ({work.note})" if work.note else title
    start = f"{who} ({work.year}), {title}" if who else title
    where = work.journal and f"{work.journal} {work.volume}({work.issue})"
    parts = (start, where, work.publisher, work.link)
    return ", ".join(filter(None, parts))


def _authors(names: tuple[tuple[str, str], ...]) -> str:
    if not names:
        return ""
    (family, given), *others = names
    written = [f"{family}, {given}", *(f"{own} {name}" for name, own in others)]
    return " and ".join(filter(None, (", ".join(written[:-1]), written[-1])))


@cache
def citation(kind: str) -> str:
    """The work to cite for a kind of source, in words; ``""`` for what other packages read."""
    own = [work for work in references() if kind in work.kinds]
    return in_words(own[0]) if own else ""


def rested_on(read: Collection[tuple[str, str]], program: str) -> list[Reference]:
    """The works that data rest on: each release of what was read, and the program itself.

    ``read`` holds kinds of sources with their releases (``v9``, ``""`` if unknown), ``program`` is
    the version of the program.
    """
    return [found for work in references() for found in _used(work, read, program)]


def _used(work: Reference, read: Collection[tuple[str, str]], program: str) -> Iterator[Reference]:
    """A work in each release that was read; an article and a program stand once."""
    if work.key == SOFTWARE:
        yield replace(work, version=program)
        return
    used = {(kind, release.removeprefix("v")) for kind, release in read if kind in work.kinds}
    if work.type != "dataset":
        yield from [work] if used else []
        return
    versions = {version for _, version in used if version}
    for version in sorted(
        versions, key=lambda text: [int(n) for n in text.split(".") if n.isdigit()]
    ):
        yield replace(work, key=f"{work.key}-{version}", version=version)
    without = {kind for kind, version in used if not version}
    if PAGE in without:
        yield replace(work, key=f"{work.key}-pages", note="coding pages")
    elif without and not versions:
        yield work
