"""Lines of a query that count only under some values of its parameters.

A query file runs as it is, with its defaults. What another value needs stands in it as a comment, and a
mark at the end of the line says when the line counts:

    MINUS { ?agreement pa:level level:IntraLocal } #: local=exclude
    # { SELECT DISTINCT ?agreement WHERE { VALUES ?_place { place:AZE } ... } } #: place

``#: place`` is: where ``place`` restricts anything; ``#: side=party, sense=listed``: where both have these
values. So an engine never reads a condition that restricts nothing, and whoever runs a file by hand
takes the ``#`` from the beginning of a line and writes a value. Values are never written here: that is
:mod:`graphbuild.catalogue.binding`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphbuild.stores.tokens import tokenize

NOTHING = ("any", "")
"""The values by which an optional parameter restricts nothing."""
_NAME = r"[a-z][a-z0-9_]*"
_ONE = rf"{_NAME}(?:=[\w-]+(?: [\w-]+)*)?"
_MARK = re.compile(rf"#: (?P<when>{_ONE}(?:, {_ONE})*)[ \t]*")
_SLEEPING = re.compile(rf"# (?P<code>[^\n]*\S) {_MARK.pattern}")

Words = Mapping[str, Sequence[str]]
"""The values of parameters, by name, as a user writes them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with a mark: the query's text before it, itself without the mark, and when it counts."""

    before: str
    code: str
    when: tuple[tuple[str, str], ...]
    awake: bool

    def counts(self, values: Words) -> bool:
        """Whether it counts under these values."""
        return all(_holds(values[name], value) for name, value in self.when)

    @property
    def mark(self) -> str:
        """How the file says when."""
        return "#: " + ", ".join(f"{name}={value}" if value else name for name, value in self.when)


def _holds(words: Sequence[str], value: str) -> bool:
    return tuple(words) == (value,) if value else not set(words) & set(NOTHING)


def parted(sparql: str, names: Sequence[str] | Words) -> tuple[list[Line], str]:
    """The lines whose marks name only these parameters, and what stands behind the last of them."""
    found: list[Line] = []
    text = ""
    for token in tokenize(sparql):
        line = _line(token.text, text, names) if token.kind == "comment" else None
        if line is None:
            text += token.text
        else:
            found.append(line)
            text = ""
    return found, text


def _line(comment: str, before: str, names: Sequence[str] | Words) -> Line | None:
    sleeping, awake = _SLEEPING.fullmatch(comment), _MARK.fullmatch(comment)
    match = sleeping or awake
    if match is None:
        return None
    parts = [part.partition("=") for part in match["when"].split(", ")]
    when = tuple((name, value) for name, _, value in parts)
    if not all(name in names for name, _ in when):
        return None
    if sleeping:
        return Line(before, sleeping["code"], when, awake=False)
    # As texts over several lines are not cut: the last line of what is before.
    kept, feed, code = before.rpartition("\n")
    indent = code[: len(code) - len(code.lstrip())]
    return Line(kept + feed + indent, code.strip(), when, awake=True)


def named(sparql: str, names: Sequence[str]) -> set[str]:
    """The parameters of these that a line depends on."""
    return {name for line in parted(sparql, names)[0] for name, _ in line.when}


def asked(sparql: str, values: Words) -> str:
    """The query under these values: with the lines that count and without the others, and no marks."""
    lines, end = parted(sparql, values)
    parts: list[str] = []
    for line in lines:
        if line.counts(values):
            parts.append(line.before + line.code)
        else:
            parts.append(line.before.rstrip(" \t").removesuffix("\n"))
    return "".join([*parts, end])


def as_file(sparql: str, values: Words) -> str:
    """The query as a file has it: the lines that do not count are comments."""
    lines, end = parted(sparql, values)
    return "".join([*_written(lines, values), end])


def _written(lines: Sequence[Line], values: Words) -> Iterator[str]:
    for line in lines:
        code = line.code if line.counts(values) else f"# {line.code}"
        yield f"{line.before}{code} {line.mark}"


def awake(sparql: str, names: Sequence[str]) -> str:
    """The query with all its lines, as nobody asks it: to see what it uses."""
    lines, end = parted(sparql, names)
    return "".join([*(line.before + line.code for line in lines), end])
