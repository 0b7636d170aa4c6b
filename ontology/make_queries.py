"""Writes what all saved queries have in common into ``queries/**/*.rq``.

Run ``python ontology/make_queries.py`` after a change of ``graphbuild/catalogue/shared.py`` or of a
block below. A query says by two comment lines where a block goes:

    # agreements, made by ontology/make_queries.py
    # end of agreements

What is between them is written anew; so are the lines of the head for the parameters that the block
brings, and the prefixes. A parameter whose head line has no default (it must be given) or stands for
more than the table's keeps its own line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from graphbuild.catalogue.lines import as_file, awake
from graphbuild.catalogue.parameters import ANY, NO_LIMIT, Parameter
from graphbuild.catalogue.shared import (
    AGREEMENTS,
    LISTING,
    LOCAL,
    PARTICIPATIONS,
    SIDES,
    THIRDS,
    local,
)
from graphbuild.ontology.namespaces import DEFAULT_BASE, PREFIXES, SCHEME

QUERIES: Final = Path(__file__).parent.parent / "queries"
MADE: Final = "made by ontology/make_queries.py"

_AGREEMENTS: Final = """\
MINUS { ?agreement pa:level level:IntraLocal } #: local=exclude
{ SELECT DISTINCT ?agreement WHERE { VALUES ?_from { ... } ?agreement pa:signedOn ?signed . FILTER(STR(?signed) >= SUBSTR(STR(?_from), 1, STRLEN(STR(?signed)))) } } #: from
{ SELECT DISTINCT ?agreement WHERE { VALUES ?_to { ... } ?agreement pa:signedOn ?signed . FILTER(STR(?signed) <= SUBSTR(STR(?_to), 1, STRLEN(STR(?signed)))) } } #: to
{ SELECT DISTINCT ?agreement WHERE { VALUES ?_place { ... } ?agreement pa:concernsPlace ?_place } } #: place
{ SELECT DISTINCT ?agreement WHERE { VALUES ?_region { ... } ?agreement pa:region ?_region } } #: region
{ SELECT DISTINCT ?agreement WHERE { VALUES ?_process { ... } ?agreement pa:inProcess ?_process } } #: process
{ SELECT DISTINCT ?agreement WHERE { VALUES ?_release { ... } ?agreement pa:firstRelease ?first_release . FILTER(?first_release <= ?_release) } } #: release
"""
_PARTICIPATIONS: Final = """\
?participation pa:basis basis:coded . #: basis=coded
?participation pa:basis basis:linked . #: basis=linked
MINUS { ?participation pa:certainty certainty:doubtful ; pa:basis basis:linked } #: certainty=likely
MINUS { VALUES ?unsure { certainty:likely certainty:doubtful } ?participation pa:certainty ?unsure ; pa:basis basis:linked } #: certainty=certain
"""
_THIRDS: Final = """\
?participation pa:listedAs side:third-party . #: sense=listed
?participation pa:thirdToConflict true . #: sense=practical
"""
_SENSE: Final = """\
BIND("listed" AS ?sense) #: sense=listed
BIND("practical" AS ?sense) #: sense=practical
"""
_SIDES: Final = """\
?participation pa:listedAs side:third-party . #: side=third party, sense=listed
?participation pa:thirdToConflict true . #: side=third party, sense=practical
MINUS { ?participation pa:listedAs side:third-party } #: side=party, sense=listed
MINUS { ?participation pa:thirdToConflict true } #: side=party, sense=practical
"""
_TOPICS: Final = """\
{ SELECT DISTINCT ?topic WHERE { VALUES ?_code { ... } { ?_code skos:notation ?own . BIND(?_code AS ?topic) } UNION { ?_code pa:topicLevel 0 . ?topic skos:broader+ ?_code } } }
"""

BLOCKS: Final[dict[str, tuple[tuple[Parameter, ...], str]]] = {
    "agreements": (AGREEMENTS, _AGREEMENTS),
    "participations": (PARTICIPATIONS, _PARTICIPATIONS),
    "third parties": (THIRDS, _THIRDS),
    "sense": (THIRDS, _SENSE),
    "sides": (SIDES, _SIDES),
    "topics": ((), _TOPICS),
}
"""Each block with the parameters that it brings into the head, and its text."""
NAMES: Final = PREFIXES | {
    **{name: f"{SCHEME}{name}/" for name in ("actor-type", "basis", "certainty", "interim")},
    **{name: f"{SCHEME}{name}/" for name in ("level", "provision", "region", "role", "side")},
    **{name: f"{SCHEME}{name}/" for name in ("stage", "status")},
    **{name: f"{DEFAULT_BASE}{name}/" for name in ("actor", "agreement", "place", "process")},
    "scheme": SCHEME,
}
"""The prefixes that queries may use."""

DAYS: Final = {"first-date": "1990-01-01", "last-date": "1999-12-31"}
"""Days that stand for any, where a line needs one."""

_BLOCK: Final = re.compile(
    rf"^(?P<indent> *)# (?P<name>[a-z ]+), {re.escape(MADE)}\n(?P<text>.*?)^ *# end of (?P=name)\n",
    re.DOTALL | re.MULTILINE,
)
_ENTRY: Final = re.compile(r"#\+   ([a-z_]+): \{(.*)\}\n")
_DEFAULT: Final = re.compile(r'^#\+   ([a-z_]+): \{[^\n]*?default: "?([^",}]*)', re.MULTILINE)
_SLOT: Final = re.compile(r"VALUES \?_([a-z_]+) \{ \.\.\. \}")
_STRING: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>|^#.*$', re.MULTILINE)


def entry(parameter: Parameter) -> str:
    """The line of a head that declares a parameter."""
    fields = [f"type: {parameter.type}", f"default: {parameter.default}"]
    if parameter.allowed:
        fields.append(f"allowed: [{', '.join(parameter.allowed)}]")
    if parameter.repeatable:
        fields.append('repeatable: "true"')
    if parameter.example:
        fields.append(f'example: "{parameter.example}"')
    assert (parameter.minimum, parameter.maximum) == (0, NO_LIMIT), parameter.name
    return f'#+   {parameter.name}: {{{", ".join(fields)}, meaning: "{parameter.meaning}"}}\n'


def shared_by(text: str) -> dict[str, Parameter]:
    """The parameters that a query has in common with others, by name, in the table's order."""
    names = {found["name"] for found in _BLOCK.finditer(text)}
    columns = re.findall(r"\?(\w+)", text.partition("\nSELECT")[2].partition("WHERE")[0])
    lists = bool(LISTING & set(columns)) or "\nCONSTRUCT" in text
    found = [item for name in BLOCKS if name in names for item in BLOCKS[name][0]]
    return {item.name: local(lists=lists) if item is LOCAL else item for item in found}


def head(text: str) -> tuple[str, dict[str, str]]:
    """The query with its head renewed, and what stands in the slot of each parameter by default."""
    shared = shared_by(text)
    own, slots = [], {}
    for found in _ENTRY.finditer(text):
        name, fields = found[1], found[2]
        default = re.search(r"default: ([^,}]+)", fields)
        if name not in shared or not default or "mediator" in fields:
            own.append(found[0])
            shared.pop(name, None)
        slots[name] = f'"{default[1]}"' if default else example(fields)
    slots |= {name: f'"{item.default}"' for name, item in shared.items() if item.default != ANY}
    slots |= {name: some(item) for name, item in shared.items() if item.default == ANY}
    lines = own + [entry(item) for item in shared.values()]
    bare = _ENTRY.sub("", text).replace("#+ parameters:\n", "")
    start = re.match(r"#\+ title: .*\n#\+ question: .*\n", bare)
    assert start is not None, text[:80]
    if lines:
        lines.insert(0, "#+ parameters:\n")
    return start[0] + "".join(lines) + bare[start.end() :], slots


def some(parameter: Parameter) -> str:
    """What stands in the slot of a parameter in lines that count only where it is given."""
    if parameter.type in DAYS:
        return f'"{DAYS[parameter.type]}"^^xsd:date'
    if parameter.type == "release":
        return parameter.example.removeprefix("v")
    return f"{parameter.type}:{parameter.example}"


def example(fields: str) -> str:
    """What stands in the slot of a parameter that must be given: the example of its head line."""
    kind, found = re.search(r"type: ([a-z-]+)", fields), re.search(r'example: "?([^",}]+)', fields)
    assert kind is not None, fields
    assert found is not None, fields
    return f"{'provision' if kind[1] == 'code' else kind[1]}:{found[1]}"


def blocks(text: str, slots: dict[str, str]) -> str:
    """The query with its blocks renewed."""

    def made(found: re.Match[str]) -> str:
        indent, name = found["indent"], found["name"]
        body = _SLOT.sub(lambda slot: f"VALUES ?_{slot[1]} {{ {slots[slot[1]]} }}", BLOCKS[name][1])
        lines = [f"# {name}, {MADE}", *body.splitlines(), f"# end of {name}"]
        return "".join(f"{indent}{line}\n" for line in lines)

    return _BLOCK.sub(made, text)


def prefixed(text: str, names: Sequence[str]) -> str:
    """The query with the prefixes that it uses, under whatever values, and no other."""
    start = re.match(r"(?:#.*\n)*\n?", text)
    assert start is not None
    body = re.sub(r"^PREFIX .*\n", "", text[start.end() :], flags=re.MULTILINE).lstrip("\n")
    used = set(
        re.findall(r"(?<![\w:?$-])([a-z][a-z-]*):(?=[\w])", _STRING.sub("", awake(body, names)))
    )
    lines = [f"PREFIX {name}: <{iri}>\n" for name, iri in NAMES.items() if name in used]
    assert used <= set(NAMES), used - set(NAMES)
    return f"{start[0].rstrip()}\n\n{''.join(lines)}\n{body}"


def made(text: str) -> str:
    """The text of a query with all that is common made anew."""
    headed, slots = head(text)
    defaults = {name: [default] for name, default in _DEFAULT.findall(headed)}
    defaults |= {name: ["given"] for name in slots if name not in defaults}
    return prefixed(as_file(blocks(headed, slots), defaults), list(defaults))


def files() -> Iterator[Path]:
    """The queries that have a block."""
    for path in sorted(QUERIES.rglob("*.rq")):
        if MADE in path.read_text(encoding="utf-8"):
            yield path


if __name__ == "__main__":
    for path in files():
        path.write_text(made(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
