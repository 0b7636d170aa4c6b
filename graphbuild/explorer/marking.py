"""The fields of an agreement as they were written, with the words marked that were linked to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from graphbuild.cards.card import Card, Ref
from graphbuild.explorer.view import address
from graphbuild.ontology.terms import PA, terms

FIELDS = (PA.partiesAsWritten, PA.thirdPartiesAsWritten, PA.mediatorsAsWritten)
SHORTEST = 3
"""Letters of a name that is looked for by itself."""


def marked(card: Card) -> dict[str, Markup]:
    """The written fields by their labels: what was linked leads to the actor or person that was meant."""
    words = sorted(_words(card), key=lambda item: -len(item[0]))
    wanted = {term.label for term in terms().values() if term.iri in FIELDS}
    return {
        fact.label: Markup("; ").join(_with_links(str(value), words) for value in fact.values)
        for fact in card.facts
        if fact.label in wanted
    }


def _words(card: Card) -> Iterator[tuple[str, Ref, str]]:
    """Words that stand in the text, what they mean, and how it was found out."""
    for table in card.tables:
        if table.name not in ("participants", "names"):
            continue
        at = {name: place for place, name in enumerate(table.columns)}
        for row in table.rows:
            how = ", ".join(str(row[at[name]]) for name in ("basis", "certainty") if name in at)
            actor = row[at["actor"]] if "actor" in at else None
            if isinstance(actor, Ref):
                written = str(row[at["as written"]]) if "as written" in at else ""
                yield from ((text, actor, how) for text in (written, actor.label))
            named = at.get("persons", at.get("person"))
            cell = row[named] if named is not None else ()
            for person in cell if isinstance(cell, tuple) else (cell,):
                if isinstance(person, Ref):
                    yield person.label, person, "a person"


def _with_links(text: str, words: list[tuple[str, Ref, str]]) -> Markup:
    """The longest words first; none inside another. Where lines were broken does not matter."""
    free, found = [(0, len(text))], list[tuple[int, int, Ref, str]]()
    for phrase, thing, how in words:
        if len(phrase) < SHORTEST or phrase.split()[0] not in text:
            continue
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, phrase.split())) + r"(?!\w)")
        for begin, end in free:
            match = pattern.search(text, begin, end)
            if match:
                found.append((match.start(), match.end(), thing, how))
                free.remove((begin, end))
                free += [(begin, match.start()), (match.end(), end)]
                break
    out, last = Markup(""), 0
    for begin, end, thing, how in sorted(found, key=lambda item: item[0]):
        link = Markup('<a class="linked" href="{}" title="{}">{}</a>').format(
            address(thing.kind, thing.id), f"{thing.label} ({how})" if how else thing.label,
            text[begin:end],
        )  # fmt: skip
        out += escape(text[last:begin]) + link
        last = end
    return out + escape(text[last:])
