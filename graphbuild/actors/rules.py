"""The rules of linking by name, so that any of them can be left out to see what it brings.

A rule is general if it helps on agreements that nobody looked at while it was written:
``benchmarks/linking.py`` leaves each out in turn and prints what that changes, on the processes
that rules are written on and on those they are tested on.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

RULES = MappingProxyType(
    {
        # names that an actor goes by (known/)
        "adjectives": "a state or territory is meant by its adjective (the Sudanese side)",
        "known-names": "names of states and organisations from the built-in tables",
        "short-names": "a body is meant by its name without its country",
        "own-initials": "a body without an abbreviation is meant by its initials",
        "halves": "either half of a double name (Party X/Army X) is a name",
        "leaders": "a group named after its leader (X and supporters) is meant by the leader's name",
        "respelt": "a name with another adjective of its country is the same name",
        "forces-of-no-state": "'New Forces' is a name, 'Armed Forces' is none",
        "holds-neighbour": "a mined name that holds another actor's name is none",
        # whom a name means (field/)
        "set-aside": "who is excepted (other than X) or only qualifies (X-backed) takes no part",
        "government-of": "the government of a union is no intergovernmental organisation",
        "portfolios": "la Francophonie behind a minister is a portfolio",
        "directions": "South X is not X",
        "siblings": "Independent X or New X is not X",
        "places": "a state's name that says where or about what is no participant",
        "larger-names": "a state's name within the name of a body is no participant",
        "spelt-names": "a state's name within a name that letters in brackets spell is no participant",
        "friends": "the Group of Friends of the UN's head is known by its formulas",
        "un-offices": "envoys and friends of the UN's head are known by their formulas",
        "un-envoys": "who acts for the UN's head (envoys, on behalf of) acts for the UN",
        "armies": "the army of X is X's armed forces",
        "commanders": "a president who is commander-in-chief acts for state and forces",
        "the-government": "the government alone is that of the agreement's country",
        "unions": "the ministers of a union (India, Myanmar) act for the state",
        "government-short-forms": "GoS, GOSL are the government of the agreement's country",
        "government-of-part": "the government of a part of a state is not the state's",
        "offices-of-state": "an office of state alone is that of the agreement's country",
        "generics": "a kind of group (youth, churches) is the only such group of the country",
        "variants": "a name of the country's bodies in another spelling or length is the same name",
        # abbreviations that texts explain (collection/)
        "definitions": "an abbreviation that a text explains holds in its agreement",
        # persons (collection/)
        "persons": "a person acts for whom other agreements of the process say",
        "persons-misspelt": "a long surname that differs by a letter is the same",
        "persons-over-parties": "who leads a party and acts for others is there for the others",
    }
)


class Rules:
    """The rules in force: all but those left out.

    Raises :class:`ValueError` for a name that is no rule's.
    """

    def __init__(self, without: Iterable[str] = ()) -> None:
        self._off = frozenset(without)
        if unknown := self._off - RULES.keys():
            raise ValueError(f"no such rule: {', '.join(sorted(unknown))}")

    def __contains__(self, name: str) -> bool:
        return name not in self._off and (name in RULES or self._unknown(name))

    @staticmethod
    def _unknown(name: str) -> bool:
        raise KeyError(f"rule {name!r} is not in the list of rules")


ALL = Rules()
