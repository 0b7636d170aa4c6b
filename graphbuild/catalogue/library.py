"""Folders of saved queries: one ``.rq`` file per question, one folder per subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.catalogue.binding import written
from graphbuild.catalogue.head import read_head
from graphbuild.catalogue.lines import as_file, awake, named
from graphbuild.catalogue.own import completed
from graphbuild.catalogue.parameters import Parameter, read_parameter, terms
from graphbuild.errors import SourceError, UsageError
from graphbuild.extensions import Extension, extensions
from graphbuild.resources import folder
from graphbuild.stores.tokens import Token, form, tokenize
from graphbuild.words import nearest

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

GROUP = "graphbuild.queries"
"""The group of entry points by which other packages add folders: a package, or a path, for each."""
SUFFIXES = (".rq", ".sparql")
CHECKS = "checks"
"""The subject whose queries are rules of quality; they are run by ``validate``, not listed."""
NETWORK = "network"
"""The subject whose queries ask other servers: not listed with the rest, found by name, and sent only where that is allowed."""
LARGEST = 1_000_000
"""Characters that a query file may have."""


@dataclass(frozen=True)
class SavedQuery:
    """One saved query. ``subject`` is its folder; ``texts`` what the head says beside parameters."""

    name: str
    subject: str
    place: str
    text: str
    texts: dict[str, str]
    parameters: tuple[Parameter, ...]

    @property
    def title(self) -> str:
        """A short heading; the name where the head has none."""
        return self.texts.get("title", self.name)

    @property
    def question(self) -> str:
        """The question as a researcher asks it."""
        return self.texts.get("question", "")

    @cached_property
    def tokens(self) -> list[Token]:
        """The query's terminals."""
        return tokenize(self.text)

    @property
    def form(self) -> str:
        """``SELECT``, ``CONSTRUCT``, ``ASK`` or ``DESCRIBE``; an update raises ``UsageError``."""
        return form(self.tokens, self.place)

    @property
    def defaults(self) -> dict[str, list[str]]:
        """What the file itself asks: each parameter's default, or its example where it must be given."""
        return {
            item.name: [item.example if item.default is None else item.default]
            for item in self.parameters
        }

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of this name."""
        return next((item for item in self.parameters if item.name == name), None)


def read_query(path: Path, subject: str = "", shown: str = "", *, own: bool = False) -> SavedQuery:
    """Read one ``.rq`` file.

    :raises SourceError: with file and line, where it cannot be read or its head is malformed.
    """
    place = shown or path.name
    try:
        if path.stat().st_size > LARGEST:
            raise SourceError(place, "this is too large for a query", "give a .rq file")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(
            str(path), error.strerror or "cannot be read", "check the path"
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError(place, "the file is not UTF-8 text", "save it as UTF-8") from error
    return parse_query(path.stem, text, place, subject, own=own)


def parse_query(
    name: str, text: str, place: str, subject: str = "", *, own: bool = False
) -> SavedQuery:
    """Make a saved query of its text; one of a user's ``own`` may leave known prefixes out.

    :raises SourceError: where its head is malformed.
    :raises UsageError: for a term of our namespaces, in a query of a user's own, that is not declared.
    """
    head = read_head(text, place)
    parameters = tuple(
        read_parameter(key, fields, f"{place}, line {head.lines[key]}")
        for key, fields in head.parameters.items()
    )
    asked = completed(text, place, list(head.parameters)) if own else text
    query = SavedQuery(name, subject, place, asked, head.texts, parameters)
    if parameters:
        _check_slots(query, head.lines)
    return query


def _check_slots(query: SavedQuery, lines: dict[str, int]) -> None:
    """See that each parameter has its place in the query, and that the default there is the head's."""
    names = [parameter.name for parameter in query.parameters]
    marked = named(query.text, names)
    places = written(query.text)
    anywhere = marked | set(written(awake(query.text, names)) if marked else places)
    for parameter in query.parameters:
        where = f"{query.place}, line {lines[parameter.name]}"
        if parameter.name not in anywhere:
            remedy = f"write VALUES ?_{parameter.name} {{ ... }} where its value belongs"
            raise SourceError(
                where, f"the query has no place for parameter {parameter.name!r}", remedy
            )
        if parameter.default is None:
            continue
        try:
            default = [str(term) for term in terms(parameter, [parameter.default], _no_thing)]
        except UsageError as error:
            raise SourceError(where, f"the default does not fit: {error}") from error
        if any(block != default for block in places.get(parameter.name, [])):
            raise SourceError(
                where,
                f"the default of {parameter.name!r} is {parameter.default!r} here and another in the query",
                f"the query should have {' '.join(default)}",
            )
    if marked and as_file(query.text, query.defaults) != query.text:
        raise SourceError(
            query.place,
            "a line that does not count by default is no comment, or one that counts is",
            'begin it with "# " where its mark (#: ...) does not fit the defaults of the head',
        )


def _no_thing(kind: str, text: str) -> NamedNode:
    raise UsageError(f"{text!r} as the default of a {kind}; such a parameter has none, or any")


def read_folder(path: Path) -> list[SavedQuery]:
    """All queries below a folder, by subject and name.

    :raises SourceError: for a malformed query, or two with one name.
    """
    if not path.is_dir():
        raise SourceError(str(path), "there is no such folder of queries", "check --queries")
    files = sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES and file.is_file())
    queries = []
    for file in files:
        inner = file.relative_to(path)
        subject = inner.parts[0] if len(inner.parts) > 1 else ""
        queries.append(read_query(file, subject, inner.as_posix()))
    return _unique(queries)


def _unique(queries: list[SavedQuery]) -> list[SavedQuery]:
    seen: dict[str, SavedQuery] = {}
    for query in queries:
        if query.name in seen:
            raise SourceError(
                query.place, f"{seen[query.name].place} has the same name", "rename one of them"
            )
        seen[query.name] = query
    return queries


def find_query(name: str, folders: Sequence[Path] = ()) -> SavedQuery:
    """The saved query of this name, or the one in the file of this path; own folders go first.

    Reads no other query, so that one malformed file does not stop the rest.

    :raises UsageError: where there is none; it names the nearest.
    """
    if name.endswith(SUFFIXES) or "/" in name or "\\" in name:
        return read_query(Path(name), own=True)
    names: list[str] = []
    for root in _roots(folders):
        if not root.is_dir():
            raise SourceError(str(root), "there is no such folder of queries", "check --queries")
        for file in sorted(root.rglob("*")):
            if file.suffix in SUFFIXES:
                inner = file.relative_to(root)
                if file.stem == name:
                    return read_query(
                        file, inner.parts[0] if len(inner.parts) > 1 else "", inner.as_posix()
                    )
                names.append(file.stem)
    close = " or ".join(nearest(name, names, likeness=0.5))
    advice = f"did you mean {close}?" if close else "graphbuild queries lists them"
    raise UsageError(f"there is no saved query {name!r}; {advice}")


def _roots(folders: Sequence[Path]) -> Iterator[Path]:
    """Where queries are looked for, in order; other packages only if one is not found before."""
    yield from folders
    yield folder("queries")
    yield from (root for _, root in _added())


@cache
def _added() -> tuple[tuple[Extension, Path], ...]:
    return tuple((found, _folder_of(found)) for found in extensions(GROUP, "folder of queries"))


def _folder_of(found: Extension) -> Path:
    """The folder that an entry point names: a path, or the package that it lies in."""
    inside = getattr(found.value, "__path__", None)
    given = next(iter(inside), "") if inside is not None else found.value
    if not isinstance(given, str | Path) or not Path(given).is_dir():
        raise found.refusal("is neither a package nor the path of a folder")
    return Path(given)


def catalogue(folders: Sequence[Path] = (), *, checks: bool = False) -> list[SavedQuery]:
    """All saved queries, own folders first; of equal names the first one. Without checks and those that need the network.

    :raises UsageError: where another package takes a name that is ours.
    """
    found: dict[str, SavedQuery] = {}

    def add(root: Path) -> list[SavedQuery]:
        wanted = [query for query in read_folder(root) if query.subject != NETWORK]
        read = [query for query in wanted if (query.subject == CHECKS) == checks]
        for query in read:
            found.setdefault(query.name, query)
        return read

    for root in folders:
        add(root)
    taken = {query.name for query in add(folder("queries"))}
    for extension, root in _added():
        names = {query.name for query in add(root)}
        if both := sorted(taken & names):
            raise extension.refusal(f"has a query {both[0]!r}, a name that is taken")
        taken |= names
    return list(found.values())
