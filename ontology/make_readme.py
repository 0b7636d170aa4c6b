"""Writes the tables of terms and schemes into ``README.md``, from the ontology's files.

Run ``python ontology/make_readme.py`` after a change of ``pax.ttl``, ``shapes.ttl`` or the codebook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from graphbuild.ontology import concepts
from graphbuild.ontology.fields import fields
from graphbuild.ontology.terms import RDF, SCHEME, SH, SKOS, Term, read, schemes, shorten, terms

HERE = Path(__file__).parent
BEGIN: Final = "<!-- terms: made by make_readme.py -->\n"
END: Final = "<!-- end of terms -->\n"
CODES: Final = "<!-- codes: made by make_readme.py -->\n"
END_CODES: Final = "<!-- end of codes -->\n"


def counts() -> dict[tuple[str, str], str]:
    """How often a property stands at an entity, by (shape, property): ``1``, ``0..1``, ``0..n``."""
    paths = dict[NamedNode, str]()
    least, most = dict[NamedNode, str](), dict[NamedNode, str]()
    for triple in read("shapes.ttl"):
        if not isinstance(triple.subject, NamedNode):
            continue
        if triple.predicate == SH.path and isinstance(triple.object, NamedNode):
            paths[triple.subject] = shorten(triple.object.value)
        elif isinstance(triple.object, Literal):
            for predicate, limits in ((SH.minCount, least), (SH.maxCount, most)):
                if triple.predicate == predicate:
                    limits[triple.subject] = triple.object.value
    found = {}
    for shape, path in paths.items():
        owner, _, rest = shape.value.rpartition("#")[2].partition("-")
        if rest == path.partition(":")[2]:
            low, high = least.get(shape, "0"), most.get(shape, "n")
            found[owner, path] = low if low == high else f"{low}..{high}"
    return found


def class_table() -> Iterator[str]:
    """The classes."""
    yield "| class | below | meaning |"
    yield "|---|---|---|"
    for term in terms().values():
        if term.kind == "class":
            yield f"| `pa:{term.name}` | {', '.join(f'`{name}`' for name in term.parents)} | {term.definition} |"


def property_table(domain: str, how_often: dict[tuple[str, str], str]) -> Iterator[str]:
    """The properties of one class; those of no class in particular for the empty domain."""
    own = [term for term in terms().values() if term.kind != "class" and term.domain == domain]
    if not own:
        return
    yield f"\n### {'Of several classes' if not domain else heading(domain)}\n"
    yield "| property | values | how often | PA-X | meaning |"
    yield "|---|---|---|---|---|"
    for term in own:
        owner = domain.partition(":")[2]
        often = how_often.get((owner, f"pa:{term.name}"), "")
        column = f"`{term.column}`" if term.column else ""
        yield f"| `pa:{term.name}` | `{term.range}` | {often} | {column} | {sentence(term)} |"


def heading(domain: str) -> str:
    """The label of a class as a heading."""
    return (
        "Concept"
        if domain == "skos:Concept"
        else terms()[domain.partition(":")[2]].label.capitalize()
    )


def sentence(term: Term) -> str:
    """Definition and note."""
    return " ".join(filter(None, (term.definition, term.note)))


def scheme_table() -> Iterator[str]:
    """The coding schemes with their size."""
    sizes = Counter(found.scheme for found in concepts.concepts().values())
    said: dict[str, dict[NamedNode, str]] = {}
    for triple in concepts.triples():
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal):
            said.setdefault(triple.subject.value, {})[triple.predicate] = triple.object.value
    yield "| scheme | concepts | PA-X or PAA-X | meaning |"
    yield "|---|---|---|---|"
    for triple in concepts.triples():
        if triple.predicate == RDF.type and triple.object == SKOS.ConceptScheme:
            assert isinstance(triple.subject, NamedNode)
            words, name = said[triple.subject.value], triple.subject.value.removeprefix(SCHEME)
            column = f"`{words[SKOS.notation]}`" if SKOS.notation in words else ""
            yield f"| `{name}` | {sizes[name]} | {column} | {words[SKOS.definition]} |"


def field_table() -> Iterator[str]:
    """The fields of an agreement: from the column to the tidy table."""
    yield "| field | columns | record | property | `agreements.csv` |"
    yield "|---|---|---|---|---|"
    for field in fields():
        columns = ", ".join(f"`{column}`" for column in field.columns) or "only on pages"
        shown = ", ".join(f"`{column}`" for column in field.table_columns)
        attribute = field.attribute.removeprefix("more.")
        yield f"| `{field.code}` | {columns} | `{attribute}` | `{field.property}` | {shown} |"


def tables() -> Iterator[str]:
    """Everything between the two marks."""
    how_often = counts()
    yield "\n## Classes\n"
    yield from class_table()
    yield "\nEvery entity also has `rdfs:label` and `dcterms:identifier`.\n"
    yield "## Properties"
    domains = [f"pa:{name}" for name, term in terms().items() if term.kind == "class"]
    for domain in (*domains, "", "skos:Concept"):
        yield from property_table(domain, how_often)
    yield "\n## Fields of an agreement\n"
    yield "From a column of PA-X to the graph; all are merged and compared alike, but for the number that is the agreement's own.\n"
    yield from field_table()
    yield "\n## Coding schemes\n"
    yield from scheme_table()


def code_table() -> Iterator[str]:
    """The codes of every scheme but that of topics, which has too many."""
    yield "| scheme | codes |"
    yield "|---|---|"
    for name in schemes():
        if name != "provision":
            codes = [
                node.value.rpartition("/")[2]
                for node, found in concepts.concepts().items()
                if found.scheme == name
            ]
            yield f"| `{name}` | {', '.join(f'`{code}`' for code in codes)} |"


def text() -> str:
    """The page with its tables renewed."""
    page = (HERE / "README.md").read_text(encoding="utf-8")
    for begin, end, lines in ((CODES, END_CODES, code_table()), (BEGIN, END, tables())):
        before, _, rest = page.partition(begin)
        _, _, after = rest.partition(end)
        page = before + begin + "\n".join(lines) + "\n" + end + after
    return page


if __name__ == "__main__":
    (HERE / "README.md").write_text(text(), encoding="utf-8", newline="\n")
