"""Links the text of the fields ``parties`` and ``third_parties`` to actors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial

from graphbuild.actors.collection.abbreviations import Definitions
from graphbuild.actors.collection.acquaintance import Acquaintance
from graphbuild.actors.field.extent import own_part
from graphbuild.actors.field.generics import Generics
from graphbuild.actors.field.matching import Extra, Match, matches
from graphbuild.actors.field.offices import OF_SEVERAL
from graphbuild.actors.field.ranking import Choice
from graphbuild.actors.field.reader import Reader, is_part_of_person
from graphbuild.actors.field.surroundings import is_borne
from graphbuild.actors.field.text import Field, Found
from graphbuild.actors.field.unlisted import known_short_names
from graphbuild.actors.field.variants import Variants
from graphbuild.actors.known.authority import Authority
from graphbuild.actors.persons.assigning import Assignment, assign
from graphbuild.actors.persons.names import Person, without
from graphbuild.actors.persons.names import persons as names_of_persons
from graphbuild.actors.persons.runs import separate, whole_names
from graphbuild.actors.result import LinkResult, is_unlisted
from graphbuild.actors.review.amending import amend
from graphbuild.actors.review.asking import Asking, Told
from graphbuild.actors.review.deciding import Deciding
from graphbuild.actors.review.judgements import Judgements
from graphbuild.actors.review.new_actors import NewActors
from graphbuild.actors.review.open_names import Opening
from graphbuild.actors.settings import Setting, Usage, agreement_key, settings
from graphbuild.actors.statement.participations import participations
from graphbuild.actors.statement.roles import role_marks
from graphbuild.records import Agreement, Side

_SIDES: tuple[Side, Side] = ("party", "third party")
# An army or a body of a government says too little of whom a person acts for elsewhere.
_NOT_BY_PERSON = frozenset({"Military", "Government/state"})


Recall = Callable[[Sequence[Agreement], Judgements, Callable[[], LinkResult]], LinkResult]
"""What gives the result of a process, of its agreements and what was judged there; the last links it."""


def link_anew(
    agreements: Sequence[Agreement],  # noqa: ARG001
    judged: Judgements,  # noqa: ARG001
    anew: Callable[[], LinkResult],
) -> LinkResult:
    """Link the process, whatever was linked before."""
    return anew()


def link(
    agreements: Sequence[Agreement],
    authority: Authority,
    judgements: Judgements | None = None,
    *,
    persons: str = "",
    recall: Recall = link_anew,
) -> LinkResult:
    """The participations that the agreements' texts name.

    The agreements of a process are read together, because one says what another leaves open; what
    other processes say changes nothing. Persons of local agreements are private people and left out,
    unless ``persons`` is ``all``. ``judgements`` are the user's on names, links and persons.
    ``recall`` may know the result of a process from before.
    """
    entities = {name for one in agreements for name in one.entities}
    if authority.open and not entities <= authority.places:
        authority = Authority.builtin(entities)
    result = LinkResult([[] for _ in agreements], [[] for _ in agreements])
    judged, made = judgements or Judgements(), NewActors(authority)
    processes: dict[str, list[tuple[int, Setting]]] = {}
    for n, setting in enumerate(settings(agreements, authority.region)):
        processes.setdefault(setting.process, []).append((n, setting))
    linker = _Linker(authority, persons)
    for place, group in processes.items():
        within = judged.within(place)
        texts = [setting.agreement for _, setting in group]
        own = recall(texts, within, partial(linker.of, [s for _, s in group], within))
        for place_, (n, _) in enumerate(group):
            result.participations[n] = own.participations[place_]
            result.unlisted[n] = own.unlisted[place_]
        result.open_names += own.open_names
        result.candidates |= own.candidates
        for actor in own.new_actors:
            made.made.setdefault(actor.key, actor)
        for number in own.met:
            judged.meets(within.given[number])
    amend(agreements, result, judged, made)
    result.new_actors = sorted(made.made.values(), key=lambda actor: actor.key)
    order = {agreement_key(one): n for n, one in enumerate(agreements)}
    result.open_names.sort(key=lambda name: order[name.agreement])
    return result


class _Linker:
    """Links one process after another with one authority."""

    def __init__(self, authority: Authority, persons: str) -> None:
        self._authority, self._persons = authority, persons

    @cached_property
    def _variants(self) -> Variants:
        return Variants(self._authority)

    @cached_property
    def _generics(self) -> Generics:
        return Generics(self._authority)

    def of(self, group: Sequence[Setting], judged: Judgements) -> LinkResult:
        """What the texts of one process name, before anything is amended."""
        result = LinkResult([[] for _ in group], [[] for _ in group])
        made = NewActors(self._authority)
        deciding = Deciding(judged, made)
        opening, asking = Opening(judged, made, deciding), Asking(judged, made, result)
        told: list[Told] = []
        process = _Process(
            self._authority, self._variants, self._generics, opening, deciding, group
        )
        for n, setting in enumerate(group):
            named = self._persons == "all" or setting.agreement.level_code != "IntraLocal"
            for field, assignments in process.of(setting):
                full_names = process.acquaintance.full_names()
                found = participations(field, assignments, full_names, persons=named)
                for given in found:
                    kept = result.unlisted if is_unlisted(given.actor) else result.participations
                    kept[n].append(given)
                told.append(Told(field, found, persons=named))
        asking.note(group[0].process, told)
        result.new_actors = list(made.made.values())
        result.met = [n for n, one in enumerate(judged.given) if one in judged.met]
        return result


def _third_parties(agreement: Agreement) -> str:
    """The text on third parties; whom PA-X Local's column ``Mediator`` names stands under a heading.

    So a role that this text states itself (``Facilitator: ...``) stands, and else that of the column.
    """
    mediators = agreement.more.get("mediators", "")
    if not mediators:
        return agreement.third_parties
    first = next(iter(role_marks(mediators)), None)
    own = first is not None and first.listed and not mediators[: first.start].strip()
    heading = "" if own else "Mediators:\n"
    return f"{agreement.third_parties}\n\n{heading}{mediators}".lstrip()


class _Process:
    """The texts of one peace process, read: who is found in each, and which persons act for whom."""

    def __init__(
        self,
        authority: Authority,
        variants: Variants,
        generics: Generics,
        opening: Opening,
        deciding: Deciding,
        group: Iterable[Setting],
    ) -> None:
        self.authority = authority
        self.variants, self.generics = variants, generics
        self.opening, self.deciding = opening, deciding
        self.usage = Usage()
        self.choice = Choice(authority, self.usage)
        self.acquaintance = Acquaintance(authority.of_type("Political Party"), authority.rules)
        self._fields: dict[int, list[Field]] = {}
        self._assignments: dict[int, list[Assignment]] = {}
        fields = [field for setting in group for field in self._open(setting)]
        known = frozenset(name for field in fields for name in whole_names(field.people))
        for field in fields:
            field.people = separate(field.people, known)
        self._read(fields)

    def of(self, setting: Setting) -> Iterable[tuple[Field, list[Assignment]]]:
        """The fields of an agreement with text, and the persons named in each."""
        for field in self._fields[id(setting)]:
            yield field, self._assignments[id(field)]

    def _open(self, setting: Setting) -> list[Field]:
        """The fields with text, their names found; names beyond doubt are noted as evidence."""
        texts = (setting.agreement.parties, _third_parties(setting.agreement))
        out = self._fields[id(setting)] = []
        for side, text in zip(_SIDES, texts, strict=True):
            if text:
                field = Field(setting, side, text, people=names_of_persons(text))
                field.matches = self._names(field)
                out.append(field)
        return out

    def _names(self, field: Field, own: Extra | None = None) -> list[Match]:
        found = matches(field.words, self.authority, own)
        return [own_part(field, match, self.authority) for match in found]

    def _read(self, fields: list[Field]) -> None:
        for field in fields:
            self._note_usage(field)
        if self.authority.open:
            known = known_short_names(fields)
            for field in fields:
                field.known = known
        defined = Definitions(fields, self.authority, self.choice)
        reader = Reader(self.authority, self.usage, self.choice, self.variants, self.generics)
        for field in fields:
            if own := defined.of(field):
                field.matches = self._names(field, own)
            reader.read(field)
            self.deciding.apply(field)
            self.opening.look(field)
            assignments = self._assignments[id(field)] = self._assign(field)
            self.acquaintance.learn(field, assignments)
            field.matches = []
        self.acquaintance.settle()
        if "persons" in self.authority.rules:
            for field in fields:
                self._add_by_person(field, self._assignments[id(field)])

    def _note_usage(self, field: Field) -> None:
        for match in field.matches:
            actors = {alias.actor for alias in match.aliases if alias.kind != "short-name"}
            if len(actors) != 1 or is_part_of_person(field, *field.span(match)):
                continue
            best = self.choice.best(match, field.setting)
            if best and best.kind != "demonym":
                self.usage.add(best.actor, field.side)

    def _assign(self, field: Field) -> list[Assignment]:
        names = {(person.start, person.end) for person in field.people}
        taken = [
            span
            for match in field.matches
            if (span := field.span(match)) not in names or not self._is_persons_name(match)
        ]
        taken = [span for span in taken if not _cuts_a_name(field, span)]
        taken += [(f.start, f.end) for f in field.found if f.kind in ("new", "open")]
        people = without(field.people, taken, field.text)
        places = [n for n, one in enumerate(field.found) if not self._speaks_for_nobody(field, one)]
        found = [field.found[n] for n in places]
        given = assign(
            field.text, people, [(f.start, f.end) for f in found], [f.actor for f in found]
        )
        return [a._replace(actor=places[a.actor]) if a.actor >= 0 else a for a in given]

    def _speaks_for_nobody(self, field: Field, found: Found) -> bool:
        """Whether no person may hang on what was found: an office of several states, a body's name."""
        if found.kind == OF_SEVERAL:
            return True
        known = found.actor in self.authority.actors and self.authority.is_place(found.actor)
        return known and is_borne(field.text, found.start, found.end)

    def _is_persons_name(self, match: Match) -> bool:
        """Whether an authority lists a person's name among an actor's alternative names."""
        names = match.aliases
        return match.size > 1 and all(a.kind == "alternative-name" and not a.short for a in names)

    def _add_by_person(self, field: Field, assignments: list[Assignment]) -> None:
        """Find the actors of persons of whom only other agreements say for whom they act."""
        for n, (person, actor, _) in enumerate(assignments):
            if actor >= 0:
                continue
            known, sure = self.acquaintance.actor(field, person)
            if known and self._speaks(known):
                found = Found(known, person.start, person.end, "person", sure)
                meant = self.deciding.link(field, found)
            else:
                meant = self._by_judgement(field, person, known)
            if meant:
                assignments[n] = Assignment(person, len(field.found), "person")
                field.found.append(meant)

    def _by_judgement(self, field: Field, person: Person, known: str) -> Found | None:
        """What a user says of a person of whom too little is known; noted for asking where nothing."""
        perhaps = dict.fromkeys(filter(None, [known, *self.acquaintance.perhaps(person)]))
        near = [Found(a, person.start, person.end, "person", "doubtful") for a in perhaps]
        field.near += near
        return self.deciding.link(field, near[0], near=True) if near else None

    def _speaks(self, actor: str) -> bool:
        """Whether a person who acts for somebody elsewhere may be taken to act for it here."""
        known = self.authority.actors.get(actor)
        return known is None or known.type not in _NOT_BY_PERSON


def _cuts_a_name(field: Field, span: tuple[int, int]) -> bool:
    """Whether a match takes words away from a person: initials, or a surname, that mean nobody else.

    ``Republic of Sudan - A`` reaches into ``A. Roe`` behind it; ``S.P.`` of ``S.P. Roe`` is no party.
    """
    first, last = span
    for person in field.people:
        if first < person.start < last < person.end:
            return not _leaves_a_name(
                field.text[person.start : last], field.text[last : person.end]
            )
        inside = person.start <= first and last <= person.end
        if inside and last - first < person.end - person.start:
            return not any(f.start < last and first < f.end for f in field.found)
    return False


def _leaves_a_name(taken: str, rest: str) -> bool:
    """Whether a match takes a word of its own from what looks like a name, and leaves a whole one."""
    return len(taken.rstrip(".")) > 1 and len(rest.split()) > 1
