"""Identifiers: one function per kind of thing, all through one mint.

The base and the form of each IRI are fixed by the project's contract with its users; a changed
form would break every script and every link that others have made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from graphbuild.errors import UsageError
from graphbuild.ontology.namespaces import DEFAULT_BASE, PREFIXES, SCHEME
from graphbuild.ontology.terms import schemes
from graphbuild.words import slug

KINDS = (
    "actor",
    "agreement",
    "conflict",
    "conflict-side",
    "dyad",
    "file",
    "mention",
    "naming",
    "participation",
    "passage",
    "person",
    "place",
    "process",
    "provision",
    "representation",
    "source",
)
"""The first path segment of every data IRI."""

NAMED = "pax"
"""The scheme of conflicts that coding pages name and no number identifies."""

_SAFE_KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")


@lru_cache(maxsize=16384)
def local_part(key: str) -> str:
    """A key as the last part of an IRI: as it is where it is plain, else its slug.

    Ends in a letter or digit always: a Turtle name that ends in a dot is not read by every parser.
    """
    return key if _SAFE_KEY.fullmatch(key) else slug(key)


@lru_cache(maxsize=256)
def _file_key(name: str, sha256: str) -> str:
    stem = name.rsplit(".", 1)[0] if "." in name else name
    return f"{slug(stem)}-{sha256[:8]}"


_node = lru_cache(maxsize=16384)(NamedNode)
"""Things are named again where others speak of them, and a name is checked whenever one is made."""


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints the IRIs of one graph under its base, which ends in ``/`` or ``#``."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        parts = urlsplit(self.base)
        if not parts.scheme or not self.base.endswith(("/", "#")):
            raise UsageError(f"--base {self.base}: not an absolute IRI that ends in / or #")
        try:
            NamedNode(self.base)
        except ValueError as error:
            raise UsageError(f"--base {self.base}: not an IRI ({error})") from error

    def prefixes(self) -> dict[str, str]:
        """Prefixes that make Turtle readable: the vocabularies', the kinds of things', the schemes'."""
        kinds = {kind: f"{self.base}{kind}/" for kind in KINDS}
        # An agreement's provision and the topic that it is coded for share a word.
        coded = {"topic" if name == "provision" else name: name for name in schemes()}
        return PREFIXES | kinds | {name: f"{SCHEME}{end}/" for name, end in coded.items()}

    def mint(self, *parts: str) -> NamedNode:
        """The IRI of these path segments under the base."""
        return _node(self.base + "/".join(parts))

    def agreement(self, key: str) -> NamedNode:
        """``agreement/1731``."""
        return self.mint("agreement", local_part(key))

    def process(self, key: str) -> NamedNode:
        """``process/8``, or a slug where only the name is known."""
        return self.mint("process", local_part(key))

    def actor(self, key: str) -> NamedNode:
        """``actor/21`` (PAA-X), ``actor/RUS`` (ISO 3166-1 alpha-3) or a slug."""
        return self.mint("actor", local_part(key))

    def person(self, key: str) -> NamedNode:
        """``person/…``: a slug of name and actor."""
        return self.mint("person", local_part(key))

    def place(self, key: str) -> NamedNode:
        """``place/AZE``, or a slug where there is no code."""
        return self.mint("place", local_part(key))

    def conflict(self, scheme: str, key: str) -> NamedNode:
        """``conflict/ucdp-388``; a conflict known by its name alone has a slug: ``conflict/aceh-conflict``."""
        part = local_part(key)
        return self.mint("conflict", part if scheme == NAMED else f"{scheme}-{part}")

    def conflict_side(self, conflict: str, camp: str, key: str) -> NamedNode:
        """``conflict-side/ucdp-388-b-743``: conflict, camp, and UCDP's number of who stands there."""
        return self.mint("conflict-side", f"ucdp-{local_part(conflict)}-{camp}-{local_part(key)}")

    def dyad(self, number: str) -> NamedNode:
        """``dyad/ucdp-663``."""
        return self.mint("dyad", f"ucdp-{local_part(number)}")

    def provisions(self, agreement: str) -> str:
        """What the IRIs of an agreement's provisions begin with, as text: ``…provision/1731/``.

        The code follows, a hyphen in place of its colon.
        """
        return f"{self.base}provision/{local_part(agreement)}/"

    def passage(self, agreement: str, code: str, number: int) -> NamedNode:
        """``passage/1731/GRefRhet/1``, counted within the provision."""
        return self.mint("passage", local_part(agreement), code.replace(":", "-"), str(number))

    def mention(self, agreement: str, number: int) -> NamedNode:
        """``mention/1731/1``, counted within the agreement."""
        return self.mint("mention", local_part(agreement), str(number))

    def naming(self, agreement: str, number: int) -> NamedNode:
        """``naming/1731/1``, counted within the agreement."""
        return self.mint("naming", local_part(agreement), str(number))

    def coded_participation(self, signatory_id: str) -> NamedNode:
        """``participation/paax-6616``: PAA-X's signatory id."""
        return self.mint("participation", f"paax-{local_part(signatory_id)}")

    def linked_participation(self, agreement: str, side: str, actor: str) -> NamedNode:
        """``participation/1731/third-party/RUS``."""
        return self.mint(
            "participation", local_part(agreement), side.replace(" ", "-"), local_part(actor)
        )

    def representation(self, participation: NamedNode, number: int) -> NamedNode:
        """``representation/1731/party/AZE/1``, counted within the participation."""
        tail = participation.value.removeprefix(self.base + "participation/")
        return self.mint("representation", tail, str(number))

    def source(self, name: str, sha256: str) -> NamedNode:
        """``source/pax-v9-1a2b3c4d``: file name and the head of its checksum."""
        return self.mint("source", _file_key(name, sha256))

    def file(self, name: str, sha256: str) -> NamedNode:
        """``file/pax-v9-1a2b3c4d``: the file of a source."""
        return self.mint("file", _file_key(name, sha256))
