"""The constraints of SHACL Core (W3C, section 4) that the shapes use, each as a pattern of SPARQL."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode

Node = NamedNode | Literal
LEXICAL = {
    "integer": r"^[+-]?[0-9]+$",
    "boolean": r"^(true|false|0|1)$",
    "date": r"^-?[0-9]{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(Z|[+-][0-9]{2}:[0-9]{2})?$",
    "gYearMonth": r"^-?[0-9]{4,}-(0[1-9]|1[0-2])(Z|[+-][0-9]{2}:[0-9]{2})?$",
    "gYear": r"^-?[0-9]{4,}(Z|[+-][0-9]{2}:[0-9]{2})?$",
}
"""What a literal of a datatype may look like (XML Schema part 2); others are text of any form."""


def _datatype(wanted: Node) -> str:
    lexical = LEXICAL.get(wanted.value.rpartition("#")[2])
    form = f" || !REGEX(STR(?value), {Literal(lexical)})" if lexical else ""
    return f"!isLiteral(?value) || DATATYPE(?value) != {wanted}{form}"


OF_VALUES: dict[str, Callable[[Node], str]] = {
    "datatype": _datatype,
    "nodeKind": lambda wanted: f"!is{wanted.value.rpartition('#')[2]}(?value)",
    "minLength": lambda wanted: f"isBlank(?value) || STRLEN(STR(?value)) < {wanted}",
    "pattern": lambda wanted: f"isBlank(?value) || !REGEX(STR(?value), {wanted})",
    "minInclusive": lambda wanted: f"!COALESCE(?value >= {wanted}, false)",
    "maxInclusive": lambda wanted: f"!COALESCE(?value <= {wanted}, false)",
}
"""When a value breaks a rule (SHACL Core, 4.1 to 4.4)."""


def _min_count(path: str, wanted: Node) -> str:
    if wanted.value == "1":
        return f"FILTER NOT EXISTS {{ ?focus {path} ?any }}"
    return (
        f"OPTIONAL {{ {{ SELECT ?focus (COUNT(DISTINCT ?any) AS ?count) WHERE "
        f"{{ ?focus {path} ?any }} GROUP BY ?focus }} }} FILTER(COALESCE(?count, 0) < {wanted})"
    )


def _max_count(path: str, wanted: Node) -> str:
    if wanted.value == "0":
        return f"FILTER EXISTS {{ ?focus {path} ?any }}"
    if wanted.value == "1":
        return f"?focus {path} ?any , ?other . FILTER(!sameTerm(?any, ?other))"
    return (
        f"{{ SELECT ?focus (COUNT(DISTINCT ?any) AS ?count) WHERE {{ ?focus {path} ?any }} "
        f"GROUP BY ?focus }} FILTER(?count > {wanted})"
    )


def _unique_lang(path: str, wanted: Node) -> str:
    if wanted.value != "true":
        return "FILTER(false)"
    return (
        f"?focus {path} ?any , ?other . FILTER(!sameTerm(?any, ?other) && "
        'LANG(?any) != "" && LANG(?any) = LANG(?other))'
    )


OF_PATHS: dict[str, Callable[[str, Node], str]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "uniqueLang": _unique_lang,
    "hasValue": lambda path, wanted: f"FILTER NOT EXISTS {{ ?focus {path} {wanted} }}",
    "lessThanOrEquals": lambda path, wanted: (
        f"?focus {path} ?value ; {wanted} ?other . FILTER(!COALESCE(?value <= ?other, false))"
    ),
}
"""When the values together break a rule (SHACL Core, 4.2, 4.5 and 4.8)."""
