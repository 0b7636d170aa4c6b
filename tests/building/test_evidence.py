"""What texts say of who takes part is never lost when PAA-X or an authority comes to it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from graphbuild.building.pipeline import assemble
from graphbuild.graph.dataset import Dataset
from graphbuild.records import Participation
from graphbuild.report import Report
from graphbuild.sources import iter_sources
from graphbuild.words import plain

SIGNATORIES = (
    "signatory_id", "AgtId", "signatory_type", "practical_third", "condition", "actor_id",
    "actor_name", "actor_type", "actor_iso3c",
)  # fmt: skip
ACTORS = ("actor_id", "actor_name", "actor_type", "actor_iso3c", "actor_country", "abbreviation")
STATE = "Country/State"

# What is read as a person where only the built-in actors are known.
MISREAD = {
    ("572", "pmg"),
    ("623", "mayi mayi"),
    ("633", "s afl"),
    ("1042", "ipa"),
    ("1663", "ifm ex-commanders"),
}

# Statements on an agreement's side that nobody there has any more, because an added source shows
# that who made them is not meant or is another: agreement, statement, and why.
NOT_MEANT = {
    ("289", "other"): "the conciliator acts for the commission, which only an authority knows",
    ("383", "other"): "the same",
    ("1658", "signing"): "who is excepted from the signatories is a party, not a person",
    ("1920", "present"): "letters that parties have elsewhere are no open name beside a list",
    ("2379", "witness"): "a person of a local agreement who acts for a body made of its name",
    ("1688", "signing"): "a local group is no longer taken for the namesake of another country",
    ("2186", "signing"): "a group is no longer read as a person",
}


def table(path: Path, columns: tuple[str, ...], *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([columns, *rows])
    return path


def coding(folder: Path, agreement: str, *parties: tuple[str, str, str, str]) -> list[Path]:
    """PAA-X's two files with these parties of one agreement: number, name, type, ISO code."""
    rows = [(f"9{n}", agreement, "party", "", "", *party) for n, party in enumerate(parties)]
    kept = [(*party, "", "") for party in parties]
    return [
        table(folder / "signatories.csv", SIGNATORIES, *rows),
        table(folder / "actors.csv", ACTORS, *kept),
    ]


def built(*paths: Path, actors: tuple[Path, ...] = ()) -> tuple[Dataset, Report]:
    report = Report()
    return assemble(list(iter_sources(paths, report, actors=actors)), report), report


def all_of(dataset: Dataset) -> list[tuple[str, Participation]]:
    """What is said, at participations and beside them."""
    both = (dataset.participations, dataset.named)
    return [(key, given) for by in both for key, group in by.items() for given in group]


def roles(dataset: Dataset) -> Counter[tuple[str, str]]:
    return Counter((key, role) for key, given in all_of(dataset) for role in given.roles)


def signing(dataset: Dataset) -> Counter[str]:
    """How many statements on signing each agreement has."""
    said = [(key, given.signing) for key, given in all_of(dataset)]
    said += [(key, r.signing) for key, given in all_of(dataset) for r in given.representations]
    return Counter(key for key, words in said if words != "not-stated")


Statements = dict[tuple[str, str, str], list[set[str]]]


def statements(dataset: Dataset) -> Statements:
    """Roles and statements on signing by agreement and side, with the words of who made each."""
    out: Statements = {}
    for key, given in all_of(dataset):
        acting = [words(one.person) for one in given.representations]
        whole = set().union(*map(words, given.as_written), *acting)
        said = [(role, whole) for role in given.roles]
        said += [("signing", whole)] if given.signing != "not-stated" else []
        said += [
            ("signing", own or words(one.as_written))
            for own, one in zip(acting, given.representations, strict=True)
            if one.signing != "not-stated"
        ]
        for kind, who in said:
            out.setdefault((key, given.side, kind), []).append(who)
    return out


def persons(dataset: Dataset) -> set[tuple[str, str]]:
    return {
        (key, plain(acting.person))
        for key, given in all_of(dataset)
        for acting in given.representations
        if acting.person
    }


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    columns = ("Con", "Reg", "PP", "PPName", "AgtId", "Agt", "Dat", "Part", "ThrdPart")
    parties = (
        "For the Government of Sudan:\n(Signed) Omar Hassan\nFor the Red Nile Movement:\n"
        "(Signed) Musa Deng\nWitnessed by:\nNorway\n(Signed) Hilde Berg"
    )
    row = ("Sudan", "Africa", "5", "Nile", "7", "Nile Accord", "2001-02-03", parties, "")
    return table(path, columns, row)


def test_the_text_speaks_of_coded_participants(pages: Path, tmp_path: Path) -> None:
    paax = coding(tmp_path, "7", ("1", "Sudan", STATE, "SDN"))
    dataset, report = built(pages, *paax)
    (sudan,) = dataset.participations["7"]
    assert (sudan.actor, sudan.basis, sudan.id, sudan.signing) == ("1", "coded", "90", "signed")
    assert [acting.person for acting in sudan.representations] == ["Omar Hassan"]
    assert sudan.as_written
    assert sudan.certainty == "certain"
    norway = next(given for given in dataset.named["7"] if given.actor == "NOR")
    assert norway.roles == ["witness"]
    assert [acting.person for acting in norway.representations] == ["Hilde Berg"]
    (finding,) = (found for found in report.problems if found.kind == "named-alone")
    assert finding.agreement == "7"
    assert "Norway" in finding.message


def test_a_heading_that_fits_no_actor_keeps_its_persons(pages: Path, tmp_path: Path) -> None:
    alone, _ = built(pages)
    by_actor = {given.actor: given for given in alone.participations["7"]}
    own = by_actor["red-nile-movement"]
    assert [acting.person for acting in own.representations] == ["Musa Deng"]
    assert [acting.person for acting in by_actor["SDN"].representations] == ["Omar Hassan"]
    coded, _ = built(pages, *coding(tmp_path, "8", ("1", "Sudan", STATE, "SDN")))
    assert {given.actor for given in coded.participations["7"]} == {"1", "NOR"}
    (open_name,) = coded.named["7"]
    assert [acting.person for acting in open_name.representations] == ["Musa Deng"]
    assert (open_name.method, open_name.certainty) == ("open", "doubtful")


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        ("Government of Sudan\nFor the delegation of RNMX: Musa Deng", {"SDN", "rnmx"}),
        ("Government of Sudan; RNMX, represented by Musa Deng", {"SDN", "rnmx"}),
        ("Omar Hassan, GRS Panel Chair;\nMusa Deng, RNMX Panel Chair", {"SDN", "rnmx"}),
        ("Leader of the Sudan Red Army", {"sudan-red-army"}),
        ("Government of Sudan and the Red Nile Army", {"SDN", "red-nile-army"}),
        ("Government of Sudan (GRS)", {"SDN"}),
    ],
)
def test_without_an_authority_groups_become_actors(
    tmp_path: Path, parties: str, expected: set[str]
) -> None:
    columns = ("Con", "Reg", "PPName", "AgtId", "Agt", "Dat", "Part")
    row = ("Sudan", "Africa", "Nile", "7", "Nile Accord", "2001-02-03", parties)
    dataset, _ = built(table(tmp_path / "table.csv", columns, row))
    assert {given.actor for given in dataset.participations["7"]} == expected


def test_a_name_that_an_authority_mined_hides_no_person_and_no_role(tmp_path: Path) -> None:
    columns = ("Con", "Reg", "PPName", "AgtId", "Agt", "Dat", "Part", "ThrdPart")
    row = (
        *("Sudan", "Africa", "Nile", "7", "Nile Accord", "2001-02-03"),
        "For the Government of the Republic of Sudan OMAR HASSAN",
        "Kingdom of Norway (facilitator), Conference on the Former Nile HILDE BERG",
    )
    listed = (*ACTORS, "alternative_names")
    authority = table(
        tmp_path / "authority.csv",
        listed,
        ("1", "Sudan", STATE, "SDN", "", "", "Republic Sudan OMAR HASSAN"),
        ("2", "Norway", STATE, "NOR", "", "", "Kingdom Norway (facilitator"),
        ("3", "Conference on the Former Nile", "Other", "", "", "", ""),
    )
    dataset, _ = built(table(tmp_path / "table.csv", columns, row), actors=(authority,))
    sudan, norway, conference = dataset.participations["7"]
    assert [acting.person for acting in sudan.representations] == ["OMAR HASSAN"]
    assert sudan.as_written == ["Republic of Sudan"]
    assert norway.roles == ["facilitator"]
    assert [acting.person for acting in conference.representations] == ["HILDE BERG"]


def test_a_person_of_no_known_body_keeps_the_role(tmp_path: Path) -> None:
    columns = ("Con", "Reg", "PPName", "AgtId", "Agt", "Dat", "Part", "ThrdPart")
    witnesses = "Norway\nWitnessed by:\nHilde Berg\nMediator: Ola Lund"
    row = ("Sudan", "Africa", "Nile", "7", "Nile Accord", "2001-02-03", "Sudan", witnesses)
    dataset, _ = built(table(tmp_path / "table.csv", columns, row))
    said = {given.representations[0].person: given.roles for given in dataset.named["7"]}
    assert said == {"Hilde Berg": ["witness"], "Ola Lund": ["mediator"]}
    blocks = ["".join(block) for block in dataset.merged_blocks()]
    assert [block.count("role/") for block in blocks if "ontology#Naming>" in block] == [1, 1]


def test_a_body_that_an_authority_does_not_list_keeps_its_signature(tmp_path: Path) -> None:
    columns = ("Con", "Reg", "PPName", "AgtId", "Agt", "Dat", "Part")
    parties = "Government of Sudan; Red Nile Movement, signed by Musa Deng; the Sudanese Party"
    row = ("Sudan", "Africa", "Nile", "7", "Nile Accord", "2001-02-03", parties)
    listed = coding(tmp_path, "8", ("1", "Sudan", STATE, "SDN"), ("2", "Nile", "Entity", "SDN"))
    dataset, _ = built(table(tmp_path / "table.csv", columns, row), *listed)
    assert [given.actor for given in dataset.participations["7"]] == ["1"]
    assert {given.actor: given.signing for given in dataset.named["7"]} == {
        "?red-nile-movement": "signed"
    }


def stated(tmp_path: Path, parties: str) -> dict[str, tuple[str, list[str]]]:
    """What a text says of signing and roles of each party, where a list of actors is there."""
    columns = ("Con", "Reg", "PPName", "AgtId", "Agt", "Dat", "Part")
    row = ("Sudan", "Africa", "Nile", "7", "Nile Accord", "2001-02-03", parties)
    listed = coding(tmp_path, "8", ("1", "Sudan", STATE, "SDN"), ("2", "L'Union", "Entity", "CAF"))
    dataset, _ = built(table(tmp_path / "table.csv", columns, row), *listed)
    return {given.actor: (given.signing, given.roles) for _, given in all_of(dataset)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("RNMX [not signed]", {"?rnmx": ("not-signed", [])}),
        ("RNMX [signatures illegible]", {"?rnmx": ("illegible", [])}),
        ("The President of the RNMX, Facilitator", {"?rnmx": ("not-stated", ["facilitator"])}),
        ("RNMX", {}),
    ],
)
def test_letters_that_no_list_knows_keep_what_is_said_of_them(
    tmp_path: Path, words: str, expected: dict[str, tuple[str, list[str]]]
) -> None:
    said = stated(tmp_path, f"Government of Sudan [signed]\n{words}")
    assert said == {"1": ("signed", []), **expected}


def test_a_remark_below_the_next_heading_is_about_others(tmp_path: Path) -> None:
    parties = "For Sudan\nRepresentatives of the valley: [signatures illegible]"
    said = stated(tmp_path, parties)
    assert said["1"] == ("not-stated", [])


def test_an_article_that_is_joined_to_a_name_hides_no_body(tmp_path: Path) -> None:
    parties = "Sudan\nPour L'Union des Forces du Nil: (signature unclear)"
    assert stated(tmp_path, parties)["?union-des-forces-du-nil"] == ("illegible", [])


def test_what_is_named_is_no_participation(pages: Path, tmp_path: Path) -> None:
    dataset, _ = built(pages, *coding(tmp_path, "7", ("1", "Sudan", STATE, "SDN")))
    blocks = ["".join(block) for block in dataset.merged_blocks()]
    namings = [block for block in blocks if "ontology#Naming>" in block]
    assert len(namings) == 4
    assert not any("ofActor" in block or "listedAs" in block for block in namings)
    assert all("asWritten" in block and "wasDerivedFrom" in block for block in namings)
    assert sum("ofPerson" in block for block in namings) == 2
    (agreement,) = (block for block in blocks if "ontology#Agreement>" in block)
    assert agreement.count("ontology#names>") == 4


@pytest.mark.shared
def test_the_seeds_keep_who_spoke_and_who_mediated(shared: Path, tmp_path: Path) -> None:
    seeds = shared / "seeds"
    alone, _ = built(seeds)
    (key,) = (key for key, name in persons(alone) if name == "a. gukasyan")
    numbered = table(
        tmp_path / "table.csv",
        ("Con", "Reg", "PPName", "AgtId", "Agt", "Dat"),
        *(
            (
                "Azerbaijan/(Nagorno-Karabakh)",
                "Europe",
                item.record.process,
                "71",
                item.record.name,
                item.record.date,
            )
            for item in alone.merged
            if item.key == key
        ),
    )
    paax = coding(
        tmp_path,
        "71",
        ("59", "Azerbaijan", STATE, "AZE"),
        ("1173", "Nagorno-Karabakh", "Entity", ""),
    )
    coded, _ = built(seeds, numbered, *paax)
    assert {given.actor for given in coded.participations["71"]} == {"59", "1173"}
    by_actor = {given.actor: given for _, given in all_of(coded) if _ == "71"}
    assert [r.person for r in by_actor["59"].representations] == ["A. Jalilov"]
    assert [r.person for r in by_actor["1173"].representations] == ["A. Gukasyan"]
    russia = by_actor["RUS"]
    assert russia in coded.named["71"]
    assert russia.roles == ["mediator"]
    assert ("V. Kazimirov", "editors") in [(r.person, r.named_by) for r in russia.representations]


@pytest.mark.shared
def test_no_source_takes_away_what_the_texts_say(shared: Path) -> None:
    """Every set of sources against every larger one; with PAA-X and authority in all.

    Only names that an added source knows (persons by whose name it calls an actor), and forms of
    one person's name, may go.
    """
    files = {
        "seeds": shared / "seeds",
        "table": shared / "data" / "pax_v9.csv",
        "part": shared / "data" / "paax_v0.2_part.xlsx",
    }
    authority = shared / "data" / "paax_actors.csv"
    made: dict[frozenset[str], Said] = {}
    unsaid: set[tuple[str, str]] = set()
    for texts, part, listed in product(
        (("seeds",), ("table",), ("seeds", "table")), (False, True), (False, True)
    ):
        names = [*texts, *(["part"] if part else [])]
        dataset, _ = built(*(files[name] for name in names), actors=(authority,) if listed else ())
        made[frozenset([*names, *(["authority"] if listed else [])])] = Said(dataset)
    explained, missing = 0, set()
    for fewer, more in product(made, made):
        if fewer < more:
            gone, known = made[fewer].lost_in(made[more])
            missing |= set(gone)
            explained += known
            gone_statements, moved = made[fewer].unsaid_in(made[more])
            unsaid |= gone_statements
            assert moved * 100 <= sum(map(len, made[fewer].statements.values()))
            assert made[fewer].roles.total() <= made[more].roles.total()
            assert made[fewer].signing.total() <= made[more].signing.total()
    assert explained
    assert missing <= MISREAD, sorted(missing - MISREAD)
    assert unsaid <= NOT_MEANT.keys(), sorted(unsaid - NOT_MEANT.keys())


class Said:
    """What the texts say according to one dataset, by agreement."""

    def __init__(self, dataset: Dataset) -> None:
        self.places = {
            (file.sha256, record.row): item.key
            for item in dataset.merged
            for file, record in item.sources
        }
        self.persons, self.roles, self.signing = persons(dataset), roles(dataset), signing(dataset)
        self.statements = statements(dataset)
        names = (
            name
            for actor in dataset.actors
            for name in (actor.name, actor.abbreviation, *actor.alternative_names)
        )
        self.known = {word for name in names for word in words(name)}
        self.written: dict[str, set[str]] = {}
        for key, name in self.persons:
            self.written.setdefault(key, set()).update(words(name))

    def lost_in(self, other: Said) -> tuple[list[tuple[str, str]], int]:
        """What the other set lacks without a reason, and how many persons it lacks for one.

        A reason is another form of the name there, or an actor that is called so.
        """
        same = {key: other.places[place] for place, key in self.places.items()}
        gone, explained = [], 0
        for key, name in sorted(self.persons):
            there = same[key]
            if (there, name) not in other.persons:
                near = words(name) & (other.written.get(there, set()) | other.known)
                explained += bool(near)
                gone += [] if near else [(key, name)]
        return gone, explained

    def unsaid_in(self, other: Said) -> tuple[set[tuple[str, str]], int]:
        """The statements that nobody of the same side makes there, and how many moved to another.

        A statement moves where the other set knows the body beside whose name it stands.
        """
        same = {key: other.places[place] for place, key in self.places.items()}
        gone, moved = set(), 0
        for (key, side, kind), makers in self.statements.items():
            there = other.statements.get((same[key], side, kind), [])
            lost = sum(not any(who & found for found in there) for who in makers)
            moved += lost if there else 0
            gone |= {(same[key], kind)} if lost and not there else set()
        return gone, moved


def words(name: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", plain(name)) if len(word) > 1}
