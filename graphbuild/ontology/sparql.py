"""SPARQL that is written in Python: every name in it is looked up before it is asked.

A query with a misspelt property is valid and finds nothing, so no text of a query goes to a store
unseen: it goes through :func:`sparql`, or its names are terms (``{PA.signedOn}``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from graphbuild.errors import UnknownTerm
from graphbuild.ontology.namespaces import PREFIXES, some
from graphbuild.ontology.terms import check

_NAME = re.compile(
    r"""<[^<>"{}|^`\\\s]*> | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | [?$]\w+ | \#[^\n]*
    | (?P<prefix>[A-Za-z]\w*):(?P<name>\w*)""",
    re.VERBOSE,
)


@lru_cache(maxsize=256)
def sparql(text: str) -> str:
    """A query or a part of one, unchanged, once every prefixed name in it is known.

    IRIs, strings, variables and comments are passed over: what a user gave may stand there.

    :raises UnknownTerm: for a prefix that :data:`~graphbuild.ontology.namespaces.PREFIXES` lacks, or
        a ``pa:`` name that the ontology does not declare.
    """
    for found in _NAME.finditer(text):
        prefix, name = found["prefix"], found["name"]
        if prefix is None:
            continue
        if prefix not in PREFIXES:
            raise UnknownTerm(f"no prefix {prefix}: is known, as in {found[0]}")
        if prefix == "pa" and name:
            check(name)
    return text


@lru_cache
def prologue(*prefixes: str) -> str:
    """The lines with which a query declares these prefixes."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in some(*prefixes).items())
