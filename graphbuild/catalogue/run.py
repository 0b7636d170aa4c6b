"""Asking a saved query: from values to terms, from terms to SPARQL, from SPARQL to an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphbuild.catalogue.answer import Answer
from graphbuild.catalogue.binding import bind
from graphbuild.catalogue.library import SavedQuery
from graphbuild.catalogue.lines import asked
from graphbuild.catalogue.prepared import Prepared
from graphbuild.catalogue.release import check_release
from graphbuild.catalogue.scale import check_scale
from graphbuild.catalogue.sense import check_practical
from graphbuild.catalogue.shared import INCLUDE
from graphbuild.catalogue.values import Given, read_values

if TYPE_CHECKING:
    from graphbuild.stores import Asker

CODED = "coded"


def prepare(query: SavedQuery, given: Given, store: Asker) -> Prepared:
    """Bind values in a query, asking the store who or what is meant by names.

    An agreement known from its text alone has no judgement on who is third in practice, so it may
    not count as one without third party either: with ``sense=practical`` the basis is ``coded``.
    Where the user names one agreement, it may be a local one.

    :raises UsageError: for an unknown name, a missing value, a wrong type, a value that is not allowed.
    """
    from pyoxigraph import Literal

    query.form  # noqa: B018 - refuses an update before anything is asked
    values = read_values(f"query {query.name!r}", query.parameters, given, store)
    if check_practical(values, store) and "basis" in values:
        values["basis"] = replace(values["basis"], words=(CODED,), terms=(Literal(CODED),))
    check_scale(values, store)
    check_release(values, store)
    if "local" in values and "agreement" in values and values["agreement"].restricts:
        values["local"] = replace(values["local"], words=(INCLUDE,), terms=(Literal(INCLUDE),))
    words = {name: list(value.words) for name, value in values.items()}
    text = bind(asked(query.text, words), {name: value.terms for name, value in values.items()})
    return Prepared(query, text, words, values)


def ask(query: SavedQuery, given: Given, store: Asker) -> Answer:
    """Bind values and ask; the answer's rows, graph or truth."""
    return Answer(prepare(query, given, store), store)
