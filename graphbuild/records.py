"""The domain in plain typed values: what one source says, before anything is linked or merged.

Every text is as the source writes it, with line ends folded to line feeds and edge blanks removed;
a missing value is ``""``, ``[]`` or ``None``, never a made-up one. Field names are those of the
``parse`` command's JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Literal, NamedTuple

from graphbuild.report import Problem
from graphbuild.words import slug

Side = Literal["party", "third party"]


class Provision(NamedTuple):
    """One coded topic of one agreement; several passages of one code are several of these.

    ``value`` is the weight in tables (1 to 3, or what the cell says); pages print none (``None``).
    ``path`` is ``Section→Row→Sub``; ``page`` the locator as printed (``Page 1-2, 8.``).
    """

    code: str
    path: str
    value: int | None
    page: str = ""
    excerpt: str = ""


class Location(NamedTuple):
    """A country that a table gives as place of the conflict (``Loc1``, ``Loc2``: not ranked).

    Kosovo has a Gleditsch-Ward number and no ISO code there.
    """

    iso3: str
    gwno: str


class Locality(NamedTuple):
    """A place below the country (``LocaleName``); degrees as the table writes them, both or none."""

    name: str
    latitude: str = ""
    longitude: str = ""


@dataclass(slots=True)
class Agreement:
    """One agreement as one source gives it: one coding page, or one row of a table.

    ``more`` has the values of fields that ``ontology/codebook/fields.csv`` has and that no
    attribute here is for, by name; they are printed beside the others.
    """

    file: str = ""
    row: int | None = None
    id: str = ""
    name: str = ""
    date: str = ""
    status: str = ""
    status_code: str = ""
    interim: str = ""
    level: str = ""
    level_code: str = ""
    stage: str = ""
    stage_code: str = ""
    substage: str = ""
    substage_code: str = ""
    nature: str = ""
    nature_code: str = ""
    process: str = ""
    process_id: str = ""
    region: str = ""
    region_code: str = ""
    country_entity: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)
    localities: list[Locality] = field(default_factory=list)
    conflict: str = ""
    conflict_description: str = ""
    conflict_ids: dict[str, str] = field(default_factory=dict)
    parties: str = ""
    third_parties: str = ""
    description: str = ""
    agreement_document: list[str] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)
    issue_paths: list[str] = field(default_factory=list)
    issue_codes: list[str] = field(default_factory=list)
    provisions: list[Provision] = field(default_factory=list)
    mentions: str = ""
    related_cases: str = ""
    source_citation: str = ""
    page_url: str = ""
    pdf_url: str = ""
    length_pages: int | None = None
    length_characters: int | None = None
    first_release: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    release: str = ""
    warnings: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The record as ``graphbuild parse`` prints it; ``row`` and counts are left out if absent."""
        out: dict[str, Any] = {}
        for item in fields(self):
            value = getattr(self, item.name)
            if item.name == "more":
                out |= value
                continue
            if value is None:
                continue
            if item.name in ("provisions", "locations", "localities"):
                value = [part._asdict() for part in value]
            out[item.name] = value
        return out


@dataclass(slots=True)
class Actor:
    """One actor of an authority: PAA-X's sheet ``actors``, a file of ``--actors``, or the built-in one.

    ``key`` is the last part of its IRI: PAA-X's number (``21``), an ISO 3166-1 alpha-3 code or a slug.
    """

    key: str
    name: str
    type: str = ""
    sub_type: str = ""
    civil_society_type: str = ""
    abbreviation: str = ""
    alternative_names: list[str] = field(default_factory=list)
    country: str = ""
    iso3: str = ""
    gwno: str = ""
    region: str = ""
    un_type: str = ""
    scope: str = ""
    women: bool = False
    identifiers: dict[str, str] = field(default_factory=dict)


class Representation(NamedTuple):
    """One person (or an unnamed office) who acts for an actor in one agreement.

    ``named_by`` is ``text`` or ``editors`` (a remark in brackets that is not the agreement's own);
    ``signing`` one of ``signed``, ``not-signed``, ``illegible``, ``mentioned-only``, ``not-stated``.
    ``key`` names the person where a user has judged who it is; else name and actor do.
    """

    person: str = ""
    office: str = ""
    signing: str = "not-stated"
    named_by: str = "text"
    as_written: str = ""
    key: str = ""


def person_key(name: str, actor: str) -> str:
    """One node for a form of name and actor: the same name for another actor is another person.

    A body that is no actor has the key here that it would have as an actor.
    """
    return f"{slug(name)}--{actor.lstrip('?')}"


@dataclass(slots=True)
class Participation:
    """One actor on one side of one agreement, and what that rests on.

    ``basis`` is ``coded`` (a PAA-X row; then ``id`` is its signatory id) or ``linked`` (found in
    the text). ``third_to_conflict`` and ``third_condition`` (PAA-X ``practical_third``,
    ``condition``) are known for coded ones alone. ``method`` is a key of scheme ``linkMethod``;
    ``certainty`` one of ``certain``, ``likely``, ``doubtful``.
    """

    actor: str
    side: Side
    basis: Literal["coded", "linked"]
    id: str = ""
    third_to_conflict: bool | None = None
    third_condition: str = ""
    as_written: list[str] = field(default_factory=list)
    method: str = ""
    certainty: str = ""
    roles: list[str] = field(default_factory=list)
    signing: str = "not-stated"
    reservation: str = ""
    representations: list[Representation] = field(default_factory=list)


class Mention(NamedTuple):
    """One passage in which an agreement names another; ``target`` is its id where it is certain."""

    text: str
    page: str = ""
    target: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class OpenName:
    """What a user may judge of one agreement: a name that fits nobody or whose link is doubtful, ...

    ``kind`` is ``open`` (the name fits no actor, or several about equally well), ``doubtful`` (it is
    linked to ``actor``), ``actor`` (the new actor ``actor`` was made of it) or ``person`` (``actor``
    is the key of a person who may be another's). ``candidates`` are the keys of those it may mean,
    ``place`` the process (number or name) in which it was found, ``words`` the name with the office
    it is part of, ``sentence`` the text around. ``statements`` hang on it, of them ``persons`` on
    persons who act for it.
    """

    name: str
    agreement: str
    side: Side
    candidates: tuple[str, ...]
    reason: str
    place: str = ""
    kind: Literal["open", "doubtful", "actor", "person"] = "open"
    actor: str = ""
    words: str = ""
    sentence: str = ""
    statements: int = 1
    persons: int = 0
    chance: float = 0.0
    signs: tuple[str, ...] = ()


@dataclass(slots=True)
class Listing:
    """One row of PAA-X's sheet ``signatories``: an actor listed for an agreement."""

    file: str
    row: int
    signatory_id: str
    agreement: str
    actor: str
    side: Side
    third_to_conflict: bool | None = None
    third_condition: str = ""
    release: str = ""


Camp = Literal["a", "b", "a-supporting", "b-supporting"]


@dataclass(frozen=True, slots=True)
class ConflictSide:
    """Who fights on one side of a conflict, as UCDP has it, and the years in which it does.

    ``number`` is UCDP's of the actor (``""`` for a supporter whose number no row gives), ``names``
    what it is called: several where the file does not show which of them belongs to the number.
    ``gwno`` is a state's Gleditsch-Ward number. ``camp`` ends in ``supporting`` for those who send
    troops to a side and are no party to the incompatibility.
    """

    camp: Camp
    number: str
    names: tuple[str, ...]
    gwno: str
    first_year: int
    last_year: int


@dataclass(slots=True)
class Conflict:
    """One conflict of UCDP as one of its datasets describes it.

    ``name`` is UCDP's, or made as UCDP makes it; ``territory`` what is fought over where it is a
    territory; ``incompatibility``, ``types`` and ``regions`` are codes of their schemes, ``locations`` names
    of countries with their Gleditsch-Ward numbers. ``start`` is the day of the first death in battle
    as UCDP codes it, ``start_precision`` how well that is known (1 to the day, up to 6).
    """

    number: str
    name: str
    territory: str = ""
    incompatibility: str = ""
    types: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    locations: tuple[tuple[str, str], ...] = ()
    start: str = ""
    start_precision: int | None = None
    first_year: int | None = None
    last_year: int | None = None
    sides: tuple[ConflictSide, ...] = ()


@dataclass(frozen=True, slots=True)
class UcdpAgreement:
    """One agreement of UCDP's Peace Agreement Dataset: which conflicts and dyads it is about.

    ``number`` is what PA-X gives as ``UcdpAgr``; ``dyads`` are numbers with their names, ``""`` where
    the file does not show which name is whose. It describes no agreement: PA-X does.
    """

    row: int
    number: str
    name: str
    conflicts: tuple[str, ...]
    dyads: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class SourceFile:
    """One file and the records read from it.

    ``kind`` is a name of the registry of sources (``coding page``, ``PA-X table``, ``PAA-X``,
    ``actor authority``, ``UCDP conflicts``, ``UCDP agreements``, or another package's), ``name`` the base name, ``format`` one of ``csv xlsx html pdf text``, ``release`` such as
    ``v9`` (``""`` if unknown), ``columns`` the PA-X columns that a table has: what a table shows
    can contradict another table, what it has no column for says nothing. ``findings`` are
    what its reader could not take, or took with doubt.
    """

    name: str
    kind: str
    format: str
    sha256: str
    size: int
    release: str = ""
    columns: frozenset[str] = frozenset()
    agreements: list[Agreement] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    ucdp_agreements: list[UcdpAgreement] = field(default_factory=list)
    findings: list[Problem] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many records were read from it, of all kinds."""
        of_pax = len(self.agreements) + len(self.actors) + len(self.listings)
        return of_pax + len(self.conflicts) + len(self.ucdp_agreements)
