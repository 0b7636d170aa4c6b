"""The codes of the PA-X coding scheme, to be looked up by code or by words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.ontology._tables import rows
from graphbuild.ontology.topics import topics
from graphbuild.words import nearest, one_line, plain

PROVISION = "provision"


@dataclass(frozen=True, slots=True)
class Code:
    """One code: a topic of provisions, one of their 14 headings, or a value of a coded field.

    ``section`` is the heading of the coding page, or what the field is called; ``scale`` the weights
    of a topic in present releases (``0-3``; headings and fields have none); ``releases`` those of
    which it is known that they have it.
    """

    code: str
    label: str
    section: str
    scale: str
    releases: str
    scheme: str
    path: str
    definition: str


@cache
def codes() -> tuple[Code, ...]:
    """Every code: the topics in the order of the coding page, each after its heading, then the fields."""
    found: list[Code] = []
    definitions = {row["code"]: row["definition"] for row in rows("provisions")}
    headings = {row["section"]: row for row in rows("sections")}
    for topic in topics().values():
        row = headings.pop(topic.section, None)
        if row and row["category_code"] != topic.code:  # State definition is heading and row in one
            section = topic.section
            found.append(
                Code(
                    row["category_code"],
                    section,
                    section,
                    "",
                    "",
                    PROVISION,
                    section,
                    row["definition"],
                )
            )
        scale = f"0-{topic.value_max}" if topic.releases else ""
        releases = ", ".join(topic.releases)
        found.append(
            Code(
                topic.code,
                topic.label,
                topic.section,
                scale,
                releases,
                PROVISION,
                topic.path,
                definitions[topic.code],
            )
        )
    names = {row["scheme"]: row["label"] for row in rows("schemes")}
    found += [
        Code(
            row["code"],
            row["label"],
            names[row["field"]],
            "",
            f"from v{row['first_release']}" if row["first_release"] else "",
            row["field"],
            f"{names[row['field']]}: {row['label']}",
            row["definition"],
        )
        for row in rows("values")
    ]
    return tuple(found)


def find_codes(words: str = "") -> list[Code]:
    """The codes that words mean: an exact code or label first, then those that have all words.

    Words are looked for in code, label, heading and path, then, where none has them, in what the
    code means; accents and case do not matter. All codes for no words.
    """
    text = plain(one_line(words))
    if not text:
        return list(codes())
    parts = text.split()
    by_name = [item for item in codes() if _has(parts, f"{item.code} {item.label} {item.path}")]
    found = by_name or [item for item in codes() if _has(parts, item.definition)]
    return sorted(found, key=lambda item: text not in (plain(item.code), plain(item.label)))


def _has(words: list[str], text: str) -> bool:
    folded = plain(text)
    return all(word in folded for word in words)


def near_codes(words: str, count: int = 5) -> list[Code]:
    """The codes whose code or label is most like misspelt words."""
    named: dict[str, Code] = {}
    for item in codes():
        for name in (item.label, item.code):
            named.setdefault(plain(name), item)
    return list(dict.fromkeys(named[name] for name in nearest(plain(words), named, count)))
