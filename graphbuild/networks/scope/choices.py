"""The values of a network's parameters, checked, with names resolved to things of the graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graphbuild.catalogue.parameters import ANY
from graphbuild.catalogue.release import check_release
from graphbuild.catalogue.sense import check_mediator, check_practical
from graphbuild.catalogue.values import Given, Value, read_values
from graphbuild.finding.named import named
from graphbuild.networks.registry import Projection
from graphbuild.ontology.terms import concept

if TYPE_CHECKING:
    from graphbuild.stores import Asker

LOCAL = concept("level", "IntraLocal").value


@dataclass(frozen=True, slots=True)
class Choices:
    """Every parameter of one network with its value.

    ``shown`` holds the values in the user's words, ``values`` the RDF terms' text (an IRI, a date, a
    word); a parameter that restricts nothing is not in ``values``. ``understood`` shows those that name
    things by label and id.
    """

    projection: Projection
    shown: Mapping[str, str]
    values: Mapping[str, tuple[str, ...]]
    understood: Mapping[str, str] = field(default_factory=dict)

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


def read_choices(projection: Projection, given: Given, store: Asker) -> Choices:
    """Check the values given and fill in the defaults.

    :raises UsageError: for an unknown parameter or value, with the nearest, or a missing one.
    """
    read = read_values(f"network {projection.name!r}", projection.parameters, given, store)
    check_release(read, store)
    shown = {name: "; ".join(value.words) for name, value in read.items()}
    values = {
        name: tuple(term.value for term in value.terms)
        for name, value in read.items()
        if value.restricts
    }
    choices = Choices(projection, shown, values, _understood(projection, read, store))
    if "local" in read and not read["local"].given and LOCAL in choices.many("level"):
        choices = choices.with_value("local", "include")
    check_practical(read, store)
    check_mediator(read, store)
    return choices


def _understood(projection: Projection, read: Mapping[str, Value], store: Asker) -> dict[str, str]:
    found = {}
    for name, value in read.items():
        parameter = projection.parameter(name)
        if parameter is not None and parameter.resolves and value.restricts:
            names = named(store, parameter.type, value.terms)
            found[name] = "; ".join(names.get(term.value, term.value) for term in value.terms)
    return found
