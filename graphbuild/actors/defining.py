"""Abbreviations that a text explains (``Full Name (ABC)``), which then hold in its process."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from graphbuild.actors.authority import Authority
from graphbuild.actors.choosing import Choice
from graphbuild.actors.field import Field
from graphbuild.actors.matching import Match
from graphbuild.actors.names import Alias
from graphbuild.actors.words import Word

Definitions = dict[str, dict[tuple[str, ...], Alias]]


def _bracketed(found: list[Word], match: Match) -> list[Word]:
    """The words in the parenthesis right after a name, if they look like an abbreviation."""
    i = match.last + 1
    if i >= len(found) or not re.fullmatch(r"['’]?s?\s*\(\s*['\"“‘]?", found[i].gap):
        return []
    out: list[Word] = []
    for word in found[i : i + 4]:
        if out and re.search(r"[)\n,;]", word.gap):
            break
        out.append(word)
    after = found[i + len(out)].gap if i + len(out) < len(found) else ")"
    return out if re.match(r"['\"”’]?\s*\)", after) else []


def _abbreviation(words: list[Word]) -> bool:
    letters = "".join(word.raw for word in words)
    return 2 <= len(letters) <= 12 and sum(c.isupper() for c in letters) * 2 > len(letters)


def _fits(
    found: list[Word], match: Match, words: list[Word], authority: Authority, alias: Alias
) -> bool:
    """Whether a state may be meant: a country's name inside an unknown name defines nothing."""
    if not authority.is_place(alias.actor):
        return alias.kind != "demonym"
    short = "".join(word.form for word in words)
    before = [word.form for word in found[max(0, match.first - 4) : match.first]]
    initials = "".join(word.form[0] for word in found[match.first : match.last + 1])
    return short == initials or (short.startswith("g") and "government" in before)


def definitions(fields: Iterable[Field], authority: Authority, choice: Choice) -> Definitions:
    """For each process, the abbreviations explained in it and the actor most often meant."""
    votes: dict[tuple[str, tuple[str, ...]], Counter[str]] = defaultdict(Counter)
    for field in fields:
        for match in field.matches:
            words = _bracketed(field.words, match)
            if not words or not _abbreviation(words):
                continue
            best = choice.best(match, field.setting)
            if best and _fits(field.words, match, words, authority, best):
                votes[field.setting.process, tuple(w.form for w in words)][best.actor] += 1
    out: Definitions = defaultdict(dict)
    for (process, parts), counts in votes.items():
        actor, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
        known = any(a.kind in {"name", "abbreviation"} for a in authority.names.get(parts, ()))
        if not known and count * 2 > sum(counts.values()):
            out[process][parts] = Alias(
                actor, "defined-abbreviation", parts, " ".join(parts).upper()
            )
    return out
