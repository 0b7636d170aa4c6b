"""Asking a saved query: from values to terms, from terms to SPARQL, from SPARQL to an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from graphbuild.catalogue.answer import Answer
from graphbuild.catalogue.binding import bind
from graphbuild.catalogue.library import SavedQuery
from graphbuild.catalogue.parameters import Parameter, terms
from graphbuild.catalogue.prepared import Prepared
from graphbuild.errors import UsageError
from graphbuild.words import nearest

if TYPE_CHECKING:
    from graphbuild.stores import Asker

Given = Mapping[str, object]
"""Values by parameter name: text, number, date, or a list of these for a repeatable parameter."""


def prepare(query: SavedQuery, given: Given, store: Asker) -> Prepared:
    """Bind values in a query, asking the store who or what is meant by names.

    :raises UsageError: for an unknown name, a missing value, a wrong type, a value that is not allowed.
    """
    query.form  # noqa: B018 - refuses an update before anything is asked
    values = _complete(query, {name.rstrip("_"): _texts(value) for name, value in given.items()})
    _check_sense(values, store)
    bound = {
        parameter.name: terms(parameter, values[parameter.name], _resolver(parameter, store))
        for parameter in query.parameters
    }
    return Prepared(query, bind(query.text, bound), values)


def ask(query: SavedQuery, given: Given, store: Asker) -> Answer:
    """Bind values and ask; the answer's rows, graph or truth."""
    return Answer(prepare(query, given, store), store)


def _texts(value: object) -> list[str]:
    if isinstance(value, (list, tuple, set, frozenset)):
        return [text for item in value for text in _texts(item)]
    if isinstance(value, bool) or not isinstance(value, (str, int, date)):
        raise UsageError(
            f"a value of a parameter is a text, a whole number or a date, not {value!r}"
        )
    return [value.isoformat() if isinstance(value, date) else str(value)]


def _complete(query: SavedQuery, given: dict[str, list[str]]) -> dict[str, list[str]]:
    """Every parameter with its values, defaults filled in."""
    names = [parameter.name for parameter in query.parameters]
    for name in given:
        if name not in names:
            raise UsageError(_unknown(query, name, names))
    return {parameter.name: _value(query, parameter, given) for parameter in query.parameters}


def _unknown(query: SavedQuery, name: str, names: Sequence[str]) -> str:
    close = nearest(name, names, 1)
    knows = f"its parameters are {', '.join(names)}" if names else "it has none"
    return (
        f"query {query.name!r} has no parameter {name!r}; "
        + (f"did you mean {close[0]!r}? " if close else "")
        + knows
    )


def _value(query: SavedQuery, parameter: Parameter, given: dict[str, list[str]]) -> list[str]:
    values = given.get(parameter.name)
    if values:
        return values
    if parameter.default is None:
        example = f", for example {parameter.name}={parameter.example}" if parameter.example else ""
        raise UsageError(
            f"query {query.name!r} needs a value for {parameter.name!r} ({parameter.meaning}{example}): "
            f"{parameter.describe()}"
        )
    return [parameter.default]


def _resolver(parameter: Parameter, store: Asker):  # type: ignore[no-untyped-def]
    def named(kind: str, text: str):  # type: ignore[no-untyped-def]
        from graphbuild.stores.lookup import resolve

        try:
            return resolve(store, kind, text)
        except UsageError as error:
            raise UsageError(f"parameter {parameter.name!r}: {error}") from error

    return named


def _check_sense(values: dict[str, list[str]], store: Asker) -> None:
    """``practical`` is PAA-X's own judgement: without PAA-X nothing could answer it.

    An agreement known from its text alone has no such judgement, so it may not count as one without
    third party either: the basis is then ``coded``. Source: PAA-X codebook, ``practical_third``.
    """
    if values.get("sense") != ["practical"]:
        return
    if values.get("basis") == ["linked"]:
        raise UsageError(
            "sense=practical rests on PAA-X's coding, so basis=linked leaves nothing; use sense=listed or basis=coded"
        )
    from graphbuild.ontology.terms import PA

    if not store.ask(f"ASK {{ ?p {PA.thirdToConflict} ?known }}"):
        raise UsageError(
            "sense=practical needs PAA-X, and the graph holds nothing of it; use sense=listed, or build with PAA-X"
        )
    if "basis" in values:
        values["basis"] = ["coded"]
