"""What to cite for each kind of source, from ``ontology/codebook/references.csv``.

The makers ask for these: PA-X and PAA-X on their pages, UCDP in the codebooks of its datasets.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.ontology._tables import rows

SOFTWARE = "graphbuild"
"""The key of the entry of the program itself."""


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
