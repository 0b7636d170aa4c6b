"""Names that fit no actor: new actors where the authority is open, else questions to the user."""

from __future__ import annotations

from graphbuild.actors.field.text import Field, Found
from graphbuild.actors.field.unlisted import new_actor, unknown_bodies
from graphbuild.actors.known.authority import Authority
from graphbuild.actors.known.states import states
from graphbuild.actors.known.words import key
from graphbuild.actors.result import LinkResult, OpenName, unlisted
from graphbuild.actors.review.judgements import Judgements
from graphbuild.records import Actor

_MOST = 5
_SHARED = 0.5


class Opening:
    """Looks through fields for what stays open; keeps the new actors of the whole run."""

    def __init__(self, authority: Authority, judged: Judgements, result: LinkResult) -> None:
        self.authority, self.judged, self.result = authority, judged, result
        self.made: dict[str, Actor] = {}

    def look(self, field: Field) -> None:
        """Add what the user has judged, or what an open authority lets in; note the rest.

        A body that is no actor is added too: persons who stand below it act for nobody before it.
        """
        for start, end, written in unknown_bodies(field, alone=self.authority.open):
            name = " ".join(written.split())
            answer, actor = self.judged.of(name, field.setting.process)
            if answer == "same" and actor in self.authority.actors:
                field.found.append(Found(actor, start, end, "judgement", "certain"))
            elif answer == "new" or (self.authority.open and not answer):
                kind = "judgement" if answer else "new"
                own = self._make(field, name)
                field.found = [f for f in field.found if f.start < start or end < f.end]
                field.found.append(Found(own, start, end, kind, "certain" if answer else "likely"))
            elif answer != "ignore":
                field.found.append(Found(unlisted(name), start, end, "open", "doubtful"))
                if not answer:
                    self._ask(field, name)
        field.found.sort(key=lambda found: (found.start, found.end, found.actor))

    def _make(self, field: Field, name: str) -> str:
        home = next((states()[p].name for p in field.setting.places if p in states()), "")
        actor = new_actor(name, home)
        return self.made.setdefault(actor.key, actor).key

    def _ask(self, field: Field, name: str) -> None:
        candidates = tuple(self._candidates(field, name))
        reason = "like other names" if candidates else "no such name"
        agreement, place = field.setting.agreement, field.setting.process
        self.result.open_names.append(
            OpenName(name, agreement.id or agreement.name, field.side, candidates, reason, place)
        )

    def _candidates(self, field: Field, name: str) -> list[str]:
        """Actors of the same places that share at least half of the words."""
        own = set(key(name))
        scored: dict[str, float] = {}
        for place in field.setting.places:
            for alias in self.authority.at_home(place):
                shared = len(own & set(alias.key)) / len(own | set(alias.key))
                if shared >= _SHARED:
                    scored[alias.actor] = max(shared, scored.get(alias.actor, 0.0))
        return sorted(scored, key=lambda actor: (-scored[actor], actor))[:_MOST]
