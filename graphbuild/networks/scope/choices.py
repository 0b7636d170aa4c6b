"""The values of a network's parameters, checked, with names resolved to things of the graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from graphbuild.catalogue.parameters import ANY, Parameter, terms
from graphbuild.errors import UsageError
from graphbuild.networks.registry import MEDIATOR, PRACTICAL, Projection
from graphbuild.ontology.terms import PA, concept
from graphbuild.stores.lookup import resolve
from graphbuild.words import nearest

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from graphbuild.stores import Asker

LOCAL = concept("level", "IntraLocal").value


@dataclass(frozen=True, slots=True)
class Choices:
    """Every parameter of one network with its value.

    ``shown`` holds the values in the user's words, ``values`` the RDF terms' text (an IRI, a date, a
    word); a parameter that restricts nothing is not in ``values``.
    """

    projection: Projection
    shown: Mapping[str, str]
    values: Mapping[str, tuple[str, ...]]

    def many(self, name: str) -> tuple[str, ...]:
        """All values of a parameter, none where it restricts nothing."""
        return self.values.get(name, ())

    def one(self, name: str, default: str = "") -> str:
        """The one value of a parameter, or the default where the network has no such parameter."""
        return next(iter(self.many(name)), default)

    def number(self, name: str) -> int | None:
        """A whole number, or ``None`` where there is no limit."""
        return int(self.one(name)) if self.many(name) else None

    def yes(self, name: str) -> bool:
        """Whether a yes-or-no parameter is yes."""
        return self.one(name) == "yes"

    def with_value(self, name: str, value: str) -> Choices:
        """The same with one plain parameter (a word or a number) changed."""
        shown = {**self.shown, name: value}
        values = {key: kept for key, kept in self.values.items() if key != name}
        if value != ANY:
            values[name] = (value,)
        return replace(self, shown=shown, values=values)


def read_choices(projection: Projection, given: Mapping[str, object], store: Asker) -> Choices:
    """Check the values given and fill in the defaults; for ``from`` Python writes ``from_``.

    :raises UsageError: for an unknown parameter or value, with the nearest, or a missing one.
    """
    texts = {name.rstrip("_"): _texts(name, value) for name, value in given.items()}
    texts = {name: values for name, values in texts.items() if values}
    known = [parameter.name for parameter in projection.parameters]
    for name in texts:
        if name not in known:
            raise UsageError(_unknown(projection, name, known))
    shown: dict[str, str] = {}
    values: dict[str, tuple[str, ...]] = {}
    for parameter in projection.parameters:
        words = _words(projection, parameter, texts)
        found = terms(parameter, words, partial(_named, parameter, store))
        shown[parameter.name] = "; ".join(words)
        if words != [ANY]:
            values[parameter.name] = tuple(term.value for term in found)
    choices = Choices(projection, shown, values)
    if "local" not in texts and LOCAL in choices.many("level"):
        choices = choices.with_value("local", "include")
    _check_sense(choices, store)
    return choices


def _texts(name: str, value: object) -> list[str]:
    if value is None:
        return []
    if isinstance(value, (list, tuple, set, frozenset)):
        return [text for item in value for text in _texts(name, item)]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if not isinstance(value, (str, int, date)):
        raise UsageError(
            f"parameter {name!r} takes a text, a whole number or a date, not {value!r}"
        )
    return [value.isoformat() if isinstance(value, date) else str(value)]


def _words(
    projection: Projection, parameter: Parameter, texts: Mapping[str, list[str]]
) -> list[str]:
    if parameter.name in texts:
        return texts[parameter.name]
    if parameter.default is None:
        raise UsageError(
            f"network {projection.name!r} needs a value for {parameter.name!r}"
            f" ({parameter.meaning}): {parameter.describe()},"
            f" for example {parameter.name}={parameter.example}"
        )
    return [parameter.default]


def _unknown(projection: Projection, name: str, known: list[str]) -> str:
    close = nearest(name, known, 1)
    hint = f"did you mean {close[0]!r}? " if close else ""
    return (
        f"network {projection.name!r} has no parameter {name!r}; {hint}"
        f"its parameters are {', '.join(known)}"
    )


def _named(parameter: Parameter, store: Asker, kind: str, text: str) -> NamedNode:
    try:
        return resolve(store, kind, text)
    except UsageError as error:
        raise UsageError(f"parameter {parameter.name!r}: {error}") from error


def _check_sense(choices: Choices, store: Asker) -> None:
    """``practical`` is PAA-X's own judgement and ``mediator`` the text's: neither can be made up."""
    sense = choices.one("sense")
    if sense == PRACTICAL:
        if choices.one("basis") == "linked":
            raise UsageError(
                "sense=practical rests on PAA-X's coding, so basis=linked leaves nothing;"
                " use sense=listed or basis=coded"
            )
        if not knows_practical(store):
            raise UsageError(
                "sense=practical needs PAA-X, and the graph holds nothing of it;"
                " use sense=listed, or build with PAA-X"
            )
    if sense == MEDIATOR and not _any(store, PA.statedRole):
        raise UsageError(
            "sense=mediator needs roles that agreements' texts state, and the graph holds none;"
            " use sense=listed, or build from sources with the fields for parties"
        )


def knows_practical(store: Asker) -> bool:
    """Whether the graph holds PAA-X's judgement of any participation."""
    return _any(store, PA.thirdToConflict)


def _any(store: Asker, property_: NamedNode) -> bool:
    """Whether anything has a property; a SELECT, for not every server answers ASK as it should."""
    query = f"SELECT ?x WHERE {{ ?x {property_} ?y }} LIMIT 1"
    return next(iter(store.select(query)), None) is not None
