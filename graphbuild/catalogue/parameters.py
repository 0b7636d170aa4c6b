"""The parameters of a saved query: what a value may be, and the RDF term that it stands for."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graphbuild.errors import SourceError, UsageError
from graphbuild.words import composed, pattern

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from graphbuild.catalogue.head import Value

ANY = "any"
"""The value by which an optional parameter restricts nothing."""

ENTITIES = frozenset({"agreement", "actor", "process", "place", "conflict", "code"})
CONCEPTS = frozenset(
    {"stage", "substage", "status", "level", "nature", "region", "role", "actor-type"}
)
PLAIN = frozenset({"text", "words", "integer", "choice", "first-date", "last-date", "release"})
TYPES = ENTITIES | CONCEPTS | PLAIN
FIELDS = ("type", "default", "allowed", "meaning", "example", "repeatable", "minimum", "maximum")
NO_LIMIT = 2**31 - 1
"""What ``limit=all`` stands for: more rows than any answer has."""

Resolve = Callable[[str, str], "NamedNode"]
"""Finds the thing of a kind that an id, a code or a label names."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. Without ``default`` it must be given; ``repeatable`` takes several values.

    Types ``first-date`` and ``last-date`` take a year, a month or a day, and stand for the first or
    last day of it; a ``release`` is the number of a release of PA-X; ``words`` are put in the query as a regular expression that accents and case do not
    escape; the types named after things take an id, a code or an exact label.
    """

    name: str
    type: str
    meaning: str
    default: str | None = None
    allowed: tuple[str, ...] = ()
    example: str = ""
    repeatable: bool = False
    minimum: int = 0
    maximum: int = NO_LIMIT

    @property
    def required(self) -> bool:
        """Whether a call must give a value."""
        return self.default is None

    @property
    def resolves(self) -> bool:
        """Whether its values name things in the graph."""
        return self.type in ENTITIES or self.type in CONCEPTS

    def describe(self) -> str:
        """What values it takes, in words."""
        if self.allowed:
            return " or ".join(self.allowed)
        if self.type == "integer":
            return f"a whole number from {self.minimum}" + (
                ", or all" if self.name == "limit" else ""
            )
        if self.type in ("first-date", "last-date"):
            return "a year or an ISO date"
        if self.type == "release":
            return "the number of a release of PA-X, as 8 or v8"
        return (
            "any text"
            if self.type in ("text", "words")
            else f"{_article(self.type)} as id, code or exact label"
        )


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def read_parameter(name: str, fields: dict[str, Value], place: str) -> Parameter:
    """Make a parameter of what the head says of it.

    :raises SourceError: where the head says too little, or what no parameter has.
    """
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise SourceError(
            place, f"parameter {name!r} has no field {unknown[0]!r}", f"known: {', '.join(FIELDS)}"
        )
    texts = {key: value for key, value in fields.items() if isinstance(value, str)}
    if listed := sorted(fields.keys() - texts.keys() - {"allowed"}):
        raise SourceError(
            place, f"parameter {name!r} has a list as {listed[0]}", "only allowed takes a list"
        )
    kind, allowed = texts.get("type", ""), fields.get("allowed", [])
    if kind not in TYPES:
        raise SourceError(
            place, f"parameter {name!r} has type {kind!r}", f"known: {', '.join(sorted(TYPES))}"
        )
    if not texts.get("meaning") or isinstance(allowed, str) or (kind == "choice") != bool(allowed):
        raise SourceError(
            place,
            f"parameter {name!r} is not described",
            "it needs a meaning, and a choice needs a list of allowed values",
        )
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise SourceError(
            place, f"{name!r} cannot name a parameter", "use small letters, digits and _"
        )
    return Parameter(
        name,
        kind,
        texts["meaning"],
        texts.get("default"),
        tuple(allowed),
        texts.get("example", ""),
        texts.get("repeatable", "") == "true",
        _whole(name, "minimum", texts.get("minimum", "1" if name == "limit" else "0"), place),
        _whole(name, "maximum", texts.get("maximum", str(NO_LIMIT)), place),
    )


def _whole(name: str, bound: str, text: str, place: str) -> int:
    """A bound of a parameter's values."""
    if not re.fullmatch(r"-?[0-9]{1,10}", text):
        raise SourceError(
            place, f"parameter {name!r} has {bound} {text[:40]!r}", "write a whole number"
        )
    return int(text)


def terms(
    parameter: Parameter, values: Sequence[str], resolve: Resolve
) -> list[Literal | NamedNode]:
    """The RDF terms that the values of a parameter stand for.

    :raises UsageError: for a value of the wrong type or outside the allowed ones.
    """
    if len(values) > 1 and not parameter.repeatable:
        raise UsageError(
            f"parameter {parameter.name!r} is given {len(values)} times; it takes one value"
        )
    found = [_term(parameter, value, resolve) for value in values]
    return list(dict.fromkeys(found))


def _term(parameter: Parameter, value: str, resolve: Resolve) -> Literal | NamedNode:
    from pyoxigraph import Literal

    _check_text(parameter, value)
    if value == ANY and parameter.default == ANY:
        return Literal(ANY)
    if parameter.allowed and value not in parameter.allowed:
        raise _refused(parameter, value)
    if parameter.type == "words":
        return Literal(pattern(value))
    if parameter.type in ("text", "choice"):
        return Literal(composed(value))
    if parameter.type == "integer":
        return Literal(_integer(parameter, value))
    if parameter.type in ("first-date", "last-date"):
        return _day(parameter, value)
    if parameter.type == "release":
        return _release(parameter, value)
    return resolve(parameter.type, value)


def _check_text(parameter: Parameter, value: str) -> None:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError(
            f"parameter {parameter.name!r}: the value is not valid Unicode text"
        ) from error
    if not value.strip() and parameter.type not in ("text", "words"):
        raise _refused(parameter, value)


def _refused(parameter: Parameter, value: str) -> UsageError:
    shown = value if len(value) <= 60 else value[:59] + "…"
    return UsageError(
        f"parameter {parameter.name!r} cannot be {shown!r}; it takes {parameter.describe()}"
    )


def _integer(parameter: Parameter, value: str) -> int:
    if parameter.name == "limit" and value == "all":
        return NO_LIMIT
    if (
        not re.fullmatch(r"[0-9]{1,10}", value)
        or not parameter.minimum <= int(value) <= parameter.maximum
    ):
        raise _refused(parameter, value)
    return int(value)


def _release(parameter: Parameter, value: str) -> Literal:
    """The number of a release, ``v8`` or ``8``."""
    from pyoxigraph import Literal

    found = re.fullmatch(r"[vV]?([0-9]{1,3})", value.strip())
    if found is None:
        raise _refused(parameter, value)
    return Literal(int(found[1]))


def _day(parameter: Parameter, value: str) -> Literal:
    """A year, month or day, filled up to its first or last day, as ``xsd:date``."""
    from pyoxigraph import Literal

    from graphbuild.ontology.terms import XSD

    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", value)
    if match is None:
        raise _refused(parameter, value)
    last = parameter.type == "last-date"
    year = int(match[1])
    month = int(match[2] or (12 if last else 1))
    try:
        day = int(match[3] or (calendar.monthrange(year, month)[1] if last else 1))
        text = date(year, month, day).isoformat()
    except ValueError as error:
        raise _refused(parameter, value) from error
    return Literal(text, datatype=XSD.date)
