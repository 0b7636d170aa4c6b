"""The values of parameters, read alike for queries and networks: from what a user gave to RDF terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graphbuild.catalogue.parameters import ANY, Parameter, terms
from graphbuild.errors import UsageError
from graphbuild.words import nearest

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

    from graphbuild.stores import Asker

Given = Mapping[str, object]
"""Values by parameter name: text, number, date, yes or no, or a list of these where several are taken.

``None`` is no value; for ``from`` Python writes ``from_``.
"""


@dataclass(frozen=True, slots=True)
class Value:
    """What a parameter stands for in one call: in the user's words, and as RDF terms.

    ``given`` is whether the user gave it; else it is the default.
    """

    words: tuple[str, ...]
    terms: tuple[Literal | NamedNode, ...]
    given: bool

    @property
    def restricts(self) -> bool:
        """Whether it leaves anything out: ``any`` does not."""
        return self.words != (ANY,)


def read_values(
    asked: str, parameters: Sequence[Parameter], given: Given, store: Asker
) -> dict[str, Value]:
    """Every parameter with its value, defaults filled in; names are looked up in the graph.

    ``asked`` is what messages call it, such as ``query 'agreements'``.

    :raises UsageError: for an unknown name, a missing value, a wrong type, a value that is not allowed.
    """
    texts = {name.rstrip("_"): _texts(name, value) for name, value in given.items()}
    names = [parameter.name for parameter in parameters]
    for name in texts:
        if name not in names:
            raise UsageError(_unknown(asked, name, names))
    return {
        parameter.name: _value(asked, parameter, texts.get(parameter.name, []), store)
        for parameter in parameters
    }


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


def _unknown(asked: str, name: str, names: Sequence[str]) -> str:
    close = nearest(name, names, 1)
    hint = f"did you mean {close[0]!r}? " if close else ""
    knows = f"its parameters are {', '.join(names)}" if names else "it has none"
    return f"{asked} has no parameter {name!r}; {hint}{knows}"


def _value(asked: str, parameter: Parameter, texts: list[str], store: Asker) -> Value:
    words = texts or ([] if parameter.default is None else [parameter.default])
    if not words:
        example = f", for example {parameter.name}={parameter.example}" if parameter.example else ""
        raise UsageError(
            f"{asked} needs a value for {parameter.name!r} ({parameter.meaning}):"
            f" {parameter.describe()}{example}"
        )

    def resolve(kind: str, text: str) -> NamedNode:
        from graphbuild.finding.resolve import resolve as find

        try:
            return find(store, kind, text)
        except UsageError as error:
            raise UsageError(f"parameter {parameter.name!r}: {error}") from error

    return Value(tuple(words), tuple(terms(parameter, words, resolve)), bool(texts))
