"""The head of a saved query: comment lines ``#+`` in a small part of YAML, as grlc began it.

    #+ title: Third parties ranked
    #+ question: Which third parties are most active?
    #+ parameters:
    #+   sense: {type: choice, default: listed, allowed: [listed, practical], meaning: "..."}
    #+ source: PAA-X
    #+ not-shown: Whether anyone has influence.

Every line is valid YAML, so other tools read it too; ``summary`` and ``description`` (grlc's words)
stand for ``title`` and ``question``. A text goes on over lines that are indented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graphbuild.errors import SourceError

MARK = "#+"
ALIASES = {"summary": "title", "description": "question"}
TEXTS = ("title", "question", "source", "published", "not-shown", "severity")
ELSEWHERE = ("tags", "endpoint", "endpoint_in_url", "method", "pagination")
"""Words of grlc that say nothing about the question; they may stand in a head."""

Value = str | list[str]


@dataclass(slots=True)
class Head:
    """What a head says: its texts by key, its parameters' fields by name, and where each stands."""

    texts: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, dict[str, Value]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def read_head(sparql: str, place: str) -> Head:
    """Read the ``#+`` lines at the top of a query.

    :raises SourceError: with file and line, for a line that cannot be read or an unknown word.
    """
    head = Head()
    for line, content in _entries(sparql, place):
        key, value = _pair(content, place, line)
        key = ALIASES.get(key, key)
        if key.startswith("parameters."):
            _add_parameter(head, key.removeprefix("parameters."), value, place, line)
        elif key in TEXTS:
            _once(head.texts, key, place, line)
            head.texts[key] = _scalar(value, place, line)
        elif key not in (*ELSEWHERE, "parameters"):
            known = ", ".join((*TEXTS, "parameters"))
            raise SourceError(
                f"{place}, line {line}", f"the head has no word {key!r}", f"it knows {known}"
            )
    return head


def _entries(sparql: str, place: str) -> list[tuple[int, str]]:
    """Logical lines with continuations joined; a parameter's is prefixed with ``parameters.``."""
    entries: list[tuple[int, str]] = []
    inside, inner = False, 0
    for number, raw in enumerate(sparql.splitlines(), start=1):
        if not raw.startswith(MARK):
            if raw.strip() and not raw.startswith("#"):
                break
            continue
        content = raw.removeprefix(MARK)
        indent, text = len(content) - len(content.lstrip()), content.strip()
        if not text:
            continue
        if indent <= 1:
            inside, inner = text == "parameters:", 0
            entries.append((number, text))
        elif inside and (not inner or indent == inner):
            inner = indent
            entries.append((number, f"parameters.{text}"))
        elif entries:
            start, before = entries[-1]
            entries[-1] = (start, f"{before} {text}")
        else:
            raise SourceError(
                f"{place}, line {number}", "this line continues nothing", "begin it at the margin"
            )
    return entries


def _pair(content: str, place: str, line: int) -> tuple[str, str]:
    key, colon, value = content.partition(":")
    if not colon or not key.strip() or (value and not value.startswith(" ")):
        raise SourceError(
            f"{place}, line {line}", f"cannot read {content!r}", 'write it as "word: text"'
        )
    return key.strip(), value.strip()


def _once(taken: dict[str, object] | dict[str, str], key: str, place: str, line: int) -> None:
    if key in taken:
        raise SourceError(f"{place}, line {line}", f"{key!r} stands twice", "keep one of them")


def _add_parameter(head: Head, name: str, value: str, place: str, line: int) -> None:
    if name in head.parameters:
        raise SourceError(
            f"{place}, line {line}", f"parameter {name!r} stands twice", "keep one of them"
        )
    head.parameters[name] = _mapping(value, place, line)
    head.lines[name] = line


_PART = re.compile(
    r"""\s*(?:
      "(?P<double>(?:[^"\\]|\\.)*)"
    | '(?P<single>(?:[^']|'')*)'
    | (?P<sign>[{}\[\],]|:(?=\s|$))
    | (?P<plain>[^{}\[\],"'\s:](?:[^{}\[\],:]|:(?!\s|$))*)
    )""",
    re.VERBOSE,
)


def _parts(text: str, place: str, line: int) -> list[tuple[bool, str]]:
    """The pieces of a flow mapping: (is it a sign?, its text)."""
    pieces, at = [], 0
    while at < len(text.rstrip()):
        match = _PART.match(text, at)
        if match is None:
            raise SourceError(
                f"{place}, line {line}", f"cannot read {text[at:].strip()!r}", "put texts in quotes"
            )
        double, single, sign, plain = match.groups()
        if double is not None:
            pieces.append((False, re.sub(r"\\(.)", r"\1", double)))
        elif single is not None:
            pieces.append((False, single.replace("''", "'")))
        else:
            pieces.append((True, sign) if sign else (False, plain.strip()))
        at = match.end()
    return pieces


def _scalar(text: str, place: str, line: int) -> str:
    if text[:1] not in ("'", '"'):
        return text
    pieces = _parts(text, place, line)
    if len(pieces) != 1:
        raise SourceError(f"{place}, line {line}", f"cannot read {text!r}", "close the quotes")
    return pieces[0][1]


def _mapping(text: str, place: str, line: int) -> dict[str, Value]:
    """Read ``{key: value, key: [value, value]}``."""
    pieces = _parts(text, place, line)
    problem = SourceError(
        f"{place}, line {line}",
        f"cannot read {text!r}",
        "write a parameter as name: {type: ..., meaning: ...}",
    )
    if len(pieces) < 2 or pieces[0] != (True, "{") or pieces[-1] != (True, "}"):
        raise problem
    found: dict[str, Value] = {}
    body = pieces[1:-1]
    while body:
        if len(body) < 3 or body[0][0] or body[1] != (True, ":") or body[0][1] in found:
            raise problem
        key = body[0][1]
        found[key], body = _value(body[2:], problem)
        if body and body.pop(0) != (True, ","):
            raise problem
    return found


def _value(
    body: list[tuple[bool, str]], problem: SourceError
) -> tuple[Value, list[tuple[bool, str]]]:
    if not body[0][0]:
        return body[0][1], body[1:]
    if body[0] != (True, "[") or (True, "]") not in body:
        raise problem
    end = body.index((True, "]"))
    inner = body[1:end]
    if any(sign != (position % 2 == 1) for position, (sign, _) in enumerate(inner)):
        raise problem
    return [text for sign, text in inner if not sign], body[end + 1 :]
