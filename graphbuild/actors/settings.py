"""What the whole collection says, used to decide what one agreement leaves open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from graphbuild.actors.known.states import code
from graphbuild.records import Agreement
from graphbuild.words import slug


@dataclass(slots=True)
class Setting:
    """Where an agreement belongs, before its text is read.

    ``places`` are codes of the countries (names of the entities) in its field ``Con``, ``nearby``
    those of all agreements of its process, ``regions`` PAA-X's regions of these.
    """

    agreement: Agreement
    process: str
    places: list[str]
    nearby: set[str]
    regions: set[str] = field(default_factory=set)


def process_of(agreement: Agreement) -> str:
    """The process of an agreement by number, else by name; else the agreement alone."""
    return (
        agreement.process_id or agreement.process or f"agreement {agreement.id or agreement.name}"
    )


def agreement_key(agreement: Agreement) -> str:
    """What an agreement's IRI ends in: its number, else date and title."""
    return agreement.id or slug(f"{agreement.date} {agreement.name}")


def settings(agreements: Sequence[Agreement], regions: dict[str, str]) -> list[Setting]:
    """The setting of every agreement; ``regions`` gives the region of a country code."""
    nearby: dict[str, set[str]] = defaultdict(set)
    out: list[Setting] = []
    for agreement in agreements:
        names = [*agreement.countries, *agreement.entities] or agreement.country_entity
        places = [code(name) or name for name in names]
        process = process_of(agreement)
        nearby[process].update(places)
        out.append(Setting(agreement, process, places, nearby[process]))
    for setting in out:
        setting.regions = {regions[place] for place in setting.nearby if place in regions}
    return out


class Usage:
    """How often each actor is named beyond doubt in a process, and how often as a party."""

    def __init__(self) -> None:
        self.named: Counter[str] = Counter()
        self.as_party: Counter[str] = Counter()

    def add(self, actor: str, side: str) -> None:
        """Note one such naming."""
        self.named[actor] += 1
        if side == "party":
            self.as_party[actor] += 1
