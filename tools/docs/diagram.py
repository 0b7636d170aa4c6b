"""The ontology as a picture: classes as boxes, properties as lines, each leading to its definition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graphbuild.ontology.terms import terms
from tools.docs.text import plain, table

WIDTH, HEIGHT = 128, 40
LEFT, TOP, ACROSS, DOWN = 20, 20, 262, 118
PLACES = {
    "Source": (0, 0), "PeaceProcess": (1, 0), "Conflict": (2, 0), "Dyad": (3, 0),
    "Mention": (0, 1), "Agreement": (1, 1), "Place": (2, 1), "ConflictSide": (3, 1),
    "Provision": (0, 2), "Participation": (1, 2), "Actor": (2, 2), "Naming": (3, 2),
    "Passage": (0, 3), "Representation": (1, 3), "Person": (2, 3),
}  # fmt: skip
"""Column and row of each class."""
NOT_WRITTEN = {"hasProvision", "hasParticipation", "hasMention"}
"""Declared, and in no graph: they would say nothing more than ``inAgreement`` the other way."""
OF_SEVERAL = (
    ("Provision", "Agreement", "inAgreement"),
    ("Participation", "Agreement", "inAgreement"),
    ("Mention", "Agreement", "inAgreement"),
    ("Representation", "Person", "ofPerson"),
    ("Naming", "Person", "ofPerson"),
    ("Agreement", "Source", "prov:wasDerivedFrom"),
)
"""Properties that several classes have."""


def page() -> str:
    """The page: the picture, and the classes in words."""
    classes = [term for term in terms().values() if term.kind == "class"]
    return "\n".join(
        [
            "# Ontology",
            "",
            "What there is in a graph, and how it hangs together. A click on a box or a line leads to"
            " its definition in [the whole ontology](ontology.html), where every term has an anchor:"
            " IRI, definition, domain, range, alignment.",
            "",
            '<div style="overflow-x: auto" markdown="0">',
            svg(),
            "</div>",
            "",
            "Statements on an agreement's kind (`pa:stage`, `pa:level`, `pa:status` ...) lead to"
            " concepts of [the coding scheme](codes.md). `pa:party`, `pa:thirdParty` and `pa:mediator`"
            " lead from an agreement straight to an actor; what counts goes by the participations. How"
            " it reads in Turtle: [one page, triple by triple](../understand/graph.md). Traps, examples"
            " in SPARQL, alignments and all tables: [the ontology's own page](../house/ontology.md)."
            " From a column of PA-X to a property: [columns](columns.md).",
            "",
            "The prefix `https://w3id.org/peace-agreements/` is not registered with w3id.org yet: the"
            " IRIs are names, and a browser finds nothing there.",
            "",
            "## Classes",
            "",
            table(
                ("class", "meaning"),
                [
                    (f"[`pa:{term.name}`](ontology.html#{term.name})", plain(term.definition))
                    for term in classes
                ],
            ),
        ]
    )


def svg() -> str:
    """The picture."""
    ties: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in terms().values():
        ends = _end(term.domain), _end(term.range)
        drawn = term.kind == "object" and term.name not in NOT_WRITTEN and ends[0] != ends[1]
        if drawn and all(end in PLACES for end in ends):
            ties[ends].append(term.name)
    for start, end, name in OF_SEVERAL:
        if name not in ties[start, end]:
            ties[start, end].append(name)
    width = LEFT * 2 + ACROSS * 3 + WIDTH
    height = TOP * 2 + DOWN * 3 + HEIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        ' role="img" aria-label="Classes of the ontology and what ties them"'
        ' font-family="sans-serif" font-size="11" fill="currentColor">',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7"'
        ' orient="auto"><path d="M0 0 8 4 0 8z" fill="currentColor"/></marker></defs>',
    ]
    ways = [(PLACES[start], PLACES[end], names) for (start, end), names in ties.items()]
    lines += [_line(start, end) for start, end, _ in ways]
    for start, end, names in ways:
        lines += _names(start, end, names)
    lines += [_box(name, place) for name, place in PLACES.items()]
    return "\n".join([*lines, "</svg>"])


def _end(name: str) -> str:
    return name.partition(":")[2]


def _middle(place: tuple[int, int]) -> tuple[float, float]:
    return LEFT + place[0] * ACROSS + WIDTH / 2, TOP + place[1] * DOWN + HEIGHT / 2


def _edge(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    """Where the line from the middle of a box leaves it."""
    across, down = end[0] - start[0], end[1] - start[1]
    reach = min(
        WIDTH / 2 / abs(across) if across else float("inf"),
        HEIGHT / 2 / abs(down) if down else float("inf"),
    )
    return start[0] + across * reach, start[1] + down * reach


def _ends(one: tuple[int, int], two: tuple[int, int]) -> tuple[float, float, float, float]:
    start, end = _middle(one), _middle(two)
    return *_edge(start, end), *_edge(end, start)


def _line(one: tuple[int, int], two: tuple[int, int]) -> str:
    x1, y1, x2, y2 = _ends(one, two)
    return (
        f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="currentColor"'
        ' stroke-opacity=".5" marker-end="url(#tip)"/>'
    )


def _names(one: tuple[int, int], two: tuple[int, int], names: list[str]) -> Iterator[str]:
    """The properties of a line, in its middle; of a long one, where no other line is."""
    x1, y1, x2, y2 = _ends(one, two)
    along = 0.5 if abs(two[0] - one[0]) < 2 else 0.78
    x, y = x1 + (x2 - x1) * along, y1 + (y2 - y1) * along - 6 * (len(names) - 1)
    for number, name in enumerate(names):
        said = (
            f'<text x="{x:.0f}" y="{y + 12 * number - 3:.0f}" text-anchor="middle" stroke-width="4"'
            f' stroke="var(--md-default-bg-color, white)" paint-order="stroke">{name}</text>'
        )
        yield said if ":" in name else f'<a href="ontology.html#{name}">{said}</a>'


def _box(name: str, place: tuple[int, int]) -> str:
    x, y = LEFT + place[0] * ACROSS, TOP + place[1] * DOWN
    return (
        f'<a href="ontology.html#{name}"><rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="6"'
        ' fill="var(--md-code-bg-color, #f5f5f5)" stroke="currentColor"/>'
        f'<text x="{x + WIDTH / 2}" y="{y + HEIGHT / 2 + 4}" text-anchor="middle" font-size="13"'
        f' font-weight="bold">{name}</text></a>'
    )
