"""Which names in a text are no participants: a rule each, by the name that ``actors/rules.py`` lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from graphbuild.actors.field import extent, surroundings
from graphbuild.actors.field.matching import Match
from graphbuild.actors.field.text import Field
from graphbuild.actors.known.authority import Authority
from graphbuild.actors.known.names import ORGANIZATION_TYPE, Alias


@dataclass
class Naming:
    """One name found in a text, and what it is taken for."""

    field: Field
    match: Match
    alias: Alias
    authority: Authority

    def __post_init__(self) -> None:
        self.text = self.field.text
        self.start, self.end = self.field.span(self.match)

    @cached_property
    def place(self) -> bool:
        """Whether the words may be those of a place: one of their meanings is a state or territory."""
        return any(self.authority.is_place(other.actor) for other in self.match.aliases)

    @property
    def organization(self) -> bool:
        """Whether an intergovernmental organisation is meant."""
        return self.authority.type_of(self.alias.actor) == ORGANIZATION_TYPE


def _is_set_aside(naming: Naming) -> bool:
    return surroundings.is_set_aside(naming.text, naming.start, naming.end)


def _is_governed(naming: Naming) -> bool:
    return naming.organization and surroundings.is_governed(naming.text, naming.start)


def _is_portfolio(naming: Naming) -> bool:
    # Of all organisations, this one is a portfolio of ministers.
    known = naming.authority.well_known.get("la-francophonie")
    return naming.alias.actor == known and surroundings.is_portfolio(naming.text, naming.start)


def _is_place(naming: Naming) -> bool:
    adjective = naming.alias.kind == "demonym"
    return naming.place and surroundings.is_place(naming.text, naming.start, naming.end, adjective)


def _is_in_larger_name(naming: Naming) -> bool:
    return naming.place and surroundings.is_in_larger_name(naming.text, naming.start, naming.end)


def _is_spelt_by_letters(naming: Naming) -> bool:
    own = naming.place and not naming.alias.short
    return own and surroundings.is_spelt_by_letters(naming.text, naming.start, naming.end)


def _is_part_of_country(naming: Naming) -> bool:
    return naming.place and extent.behind_direction(naming.field, naming.match)


def _is_sibling(naming: Naming) -> bool:
    return not naming.place and extent.behind_sibling(naming.field, naming.match)


EXCLUSIONS: tuple[tuple[str, Callable[[Naming], bool]], ...] = (
    ("set-aside", _is_set_aside),
    ("government-of", _is_governed),
    ("portfolios", _is_portfolio),
    ("directions", _is_part_of_country),
    ("siblings", _is_sibling),
    ("places", _is_place),
    ("larger-names", _is_in_larger_name),
    ("spelt-names", _is_spelt_by_letters),
)
