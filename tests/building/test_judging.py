"""What a user judges in ``names.csv`` holds in this build and the next, on linked names too."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import graphbuild
from graphbuild.actors.review import doubts
from graphbuild.cli import main

HEAD = "Con,Contp,PP,PPName,Reg,AgtId,Agt,Dat,Status,Agtp,Stage,StageSub,Part,ThrdPart"
ROW = (
    "Sudan,Government,{process},Nile talks,Africa (excl MENA),{id},Accord of {id},2001-02-0{n},"
    'Multiparty signed/agreed,{level},Cea,Ceas,"{parties}","{thirds}"'
)
ACTORS = """actor_id,id_paax,actor_name,actor_type,actor_iso3c,actor_country,abbreviation,alternative_names
158,CON_158,Sudan,Country/State,SDN,Sudan,,
9001,ARM_9001,Nile Liberation Army,Armed Organization,SDN,Sudan,NLA,
9002,ARM_9002,Nile Liberation Front,Armed Organization,SDN,Sudan,NLF,
9003,POL_9003,Kordofan Nubian Congress,Political Party,SDN,Sudan,KNC,
"""
OLD = "name,process,agreements,reason,candidates,judgement,actor"
Build = Callable[..., "Out"]


class Out:
    """A folder that was built."""

    def __init__(self, folder: Path, said: str) -> None:
        self.folder, self.said = folder, said
        self.names = folder / "names.csv"

    @property
    def rows(self) -> list[dict[str, str]]:
        with self.names.open(encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))

    def write(self, rows: list[dict[str, str]]) -> None:
        with self.names.open("w", encoding="utf-8", newline="") as handle:
            lines = csv.DictWriter(handle, rows[0])
            lines.writeheader()
            lines.writerows(rows)

    def answer(self, asked: str, judgement: str, **more: str) -> None:
        rows = self.rows
        (row,) = [row for row in rows if row["name"] == asked]
        row |= {"judgement": judgement, **more}
        self.write(rows)

    def table(self, name: str) -> list[dict[str, str]]:
        with (self.folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))

    @property
    def actors(self) -> dict[str, set[str]]:
        """The actors of each agreement, by name."""
        found: dict[str, set[str]] = {}
        for row in self.table("participations"):
            found.setdefault(row["agreement_id"], set()).add(row["actor"])
        return found

    @property
    def persons(self) -> set[tuple[str, str]]:
        return {(row["agreement_id"], row["person_id"]) for row in self.table("persons")}

    def findings(self, kind: str) -> list[dict[str, object]]:
        told = json.loads((self.folder / "report.json").read_text(encoding="utf-8"))["findings"]
        return [one for one in told if one["kind"] == kind]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Build agreements with these parties (and third parties, behind NUL), by the command or from Python."""

    def run(
        *given: str,
        authority: bool = True,
        python: bool = False,
        judge: str = "",
        level: str = "Intra",
    ) -> Out:
        texts = []
        for n, text in enumerate(given):
            parties, _, thirds = text.partition("\0")
            row = {"id": 900101 + n, "n": n + 1, "parties": parties, "thirds": thirds}
            texts.append(ROW.format(process=165, level=level, **row))
        (tmp_path / "pax.csv").write_text("\n".join([HEAD, *texts, ""]), encoding="utf-8")
        (tmp_path / "actors.csv").write_text(ACTORS, encoding="utf-8")
        out = tmp_path / "out"
        if judge:
            out.mkdir(exist_ok=True)
            (out / "names.csv").write_text(f"{OLD}\n{judge}\n", encoding="utf-8")
        actors = tmp_path / "actors.csv"
        if python:
            known = actors if authority else ()
            graphbuild.build(tmp_path / "pax.csv", out, actors=known, formats=["turtle", "tables"])
            return Out(out, "")
        words = ["build", str(tmp_path / "pax.csv"), "-o", str(out), "--format", "tables"]
        words += ["--format", "turtle", *(["--actors", str(actors)] * authority)]
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 0, done.output
        return Out(out, done.output)

    return run


TEXT = "Government of Sudan; Nile Liberation Army"
STATE, ARMY, FRONT = "Sudan", "Nile Liberation Army", "Nile Liberation Front"


@pytest.mark.parametrize("python", [False, True])
@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("Nile Liberation Army,165,,,,different,", {STATE}),
        ("NILE LIBERATION ARMY,165,,,,ignore,", {STATE}),
        ("Nile Liberation Army,165,,,,same,9002", {STATE, FRONT}),
        ("Nile Liberation Army,165,,,,new,", {STATE, ARMY}),
        ("Nile Liberation Army,165,,,,person,", {STATE}),
        ("Government of Sudan,165,,,,ignore,", {ARMY}),
        ("Sudan,165,,,,different,", {ARMY}),
    ],
)
def test_a_linked_name_is_judged(build: Build, answer: str, left: set[str], python: bool) -> None:
    for judge in (answer, "", ""):  # the file that the build wrote holds the answer from then on
        out = build(TEXT, judge=judge, python=python)
        assert out.actors == {"900101": left}
        assert [row["judgement"] for row in out.rows] == [answer.split(",")[5]]
        assert out.findings("unmet-judgement") == []


def test_a_new_actor_of_a_linked_name_is_another(build: Build) -> None:
    out = build(TEXT, judge="Nile Liberation Army,165,,,,new,")
    keys = {row["actor_id"] for row in out.table("participations")}
    assert keys == {"158", "nile-liberation-army"}


@pytest.mark.parametrize(
    "answer",
    [
        "Nile Liberation Army,999,,,,ignore,",
        "Blue Liberation Army,165,,,,ignore,",
        "Red Front,165,,,,same,no-such-actor",
    ],
)
def test_an_answer_that_meets_nothing_is_a_finding_with_its_line(build: Build, answer: str) -> None:
    out = build(TEXT, judge=f"Sudan,165,,,,same,158\n{answer}")
    (finding,) = out.findings("unmet-judgement")
    assert finding["file"] == "names.csv" and finding["row"] == 3
    assert answer.split(",")[0] in str(finding["message"])
    assert "names.csv, row 3" in out.said
    assert {row["name"] for row in out.rows} == {"Sudan", answer.split(",")[0]}


def test_open_names_come_with_all_that_a_user_needs(build: Build) -> None:
    out = build(f"{TEXT}; Red Nile Movement, represented by A. Roe", "Red Nile Movement")
    (row,) = out.rows
    assert list(row) == [
        "name", "process", "agreements", "reason", "candidates", "judgement", "actor", "kind",
        "side", "words", "sentence", "statements", "changes", "key",
    ]  # fmt: skip
    assert row["agreements"] == "900101 900102"
    assert (row["kind"], row["side"], row["statements"]) == ("open", "party", "3")
    assert row["sentence"] == "Red Nile Movement, represented by A. Roe"[: len(row["sentence"])]
    assert "2 participations" in row["changes"] and "1 person" in row["changes"]
    assert row["key"].isalpha()


def test_candidates_have_names_and_types(build: Build) -> None:
    (row,) = build(f"{TEXT}; Nile Liberation Union").rows
    assert "9001: Nile Liberation Army (Armed Organization)" in row["candidates"].split(" | ")


def test_a_row_is_known_by_its_key_whatever_a_spreadsheet_made_of_the_name(build: Build) -> None:
    out = build(f"{TEXT}; Red Nile Movement")
    out.answer("Red Nile Movement", "same", actor="9002", name="#NAME?")
    out = build(f"{TEXT}; Red Nile Movement")
    assert out.actors == {"900101": {STATE, ARMY, FRONT}}
    assert out.findings("unmet-judgement") == []


def test_the_most_weighty_question_stands_first_and_answers_last(build: Build) -> None:
    texts = ["Blue Nile Movement; Red Nile Movement", "Red Nile Movement", "Green Nile Movement"]
    out = build(*texts)
    assert out.rows[0]["name"] == "Red Nile Movement"
    out.answer("Red Nile Movement", "ignore")
    assert [row["name"] for row in build(*texts).rows] == [
        "Blue Nile Movement", "Green Nile Movement", "Red Nile Movement",
    ]  # fmt: skip


def test_fragments_and_bare_offices_are_not_asked_about(build: Build) -> None:
    assert build("the Movement; Political Party; Youth Organization").rows == []


def test_new_actors_are_merged_and_split(build: Build) -> None:
    texts = ["Red Nile Movement", "Red Nile Rebel Movement", "Red Nile Movement"]
    out = build(*texts, authority=False)
    assert {row["kind"] for row in out.rows} == {"actor"}
    out.answer("Red Nile Rebel Movement", "merge", actor="red-nile-movement")
    for _ in range(2):
        out = build(*texts, authority=False)
        assert out.actors == {f"90010{n}": {"Red Nile Movement"} for n in (1, 2, 3)}
    out.answer("Red Nile Movement", "split", agreements="900103")
    for _ in range(2):
        out = build(*texts, authority=False)
        assert out.actors["900101"] == out.actors["900102"] == {"Red Nile Movement"}
        (left,) = out.actors["900103"]
        assert left != "Red Nile Movement" and left.startswith("Red Nile Movement")
        assert out.findings("unmet-judgement") == []


def test_merge_takes_the_key_of_a_row_too(build: Build) -> None:
    texts = ["Red Nile Movement", "Red Nile Rebel Movement"]
    out = build(*texts, authority=False)
    stays = next(row["key"] for row in out.rows if row["name"] == "Red Nile Movement")
    out.answer("Red Nile Rebel Movement", "merge", actor=stays)
    out = build(*texts, authority=False)
    assert out.actors == {f"90010{n}": {"Red Nile Movement"} for n in (1, 2)}


def test_persons_spelt_alike_are_merged(build: Build) -> None:
    texts = [
        "For the Nile Liberation Army: Amina Rostowe",
        "For the Nile Liberation Army: Amina Rostowe",
        "For the Nile Liberation Army: Amina Rostove",
    ]
    out = build(*texts)
    (row,) = out.rows
    assert (row["kind"], row["name"]) == ("person", "Amina Rostove")
    assert row["candidates"] == "amina-rostowe--9001: Amina Rostowe (for Nile Liberation Army)"
    out.answer("Amina Rostove", "merge", actor="amina-rostowe--9001")
    for _ in range(2):
        out = build(*texts)
        assert out.persons == {(f"90010{n}", "amina-rostowe--9001") for n in (1, 2, 3)}
        text = (out.folder / "graph.ttl").read_text(encoding="utf-8")
        assert text.count("/person/amina-rostov") == 0
        assert 'skos:altLabel "Amina Rostove"' in text
        assert [row["judgement"] for row in out.rows] == ["merge"]
        assert out.findings("unmet-judgement") == []


def test_formulas_are_guarded_in_the_tables(tmp_path: Path) -> None:
    row = ROW.format(
        process=165, id=900101, n=1, parties="-Red Front", thirds="", level="Intra"
    ).replace("Accord", "=1+1 Accord")
    (tmp_path / "pax.csv").write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    for plain in (False, True):
        out = tmp_path / str(plain)
        words = ["build", str(tmp_path / "pax.csv"), "-o", str(out), "--format", "tables"]
        done = CliRunner().invoke(main, [*words, *(["--plain"] * plain)])
        assert done.exit_code == 0, done.output
        with (out / "tables" / "agreements.csv").open(encoding="utf-8", newline="") as handle:
            (table,) = csv.DictReader(handle)
        assert table["title"] == ("" if plain else "'") + "=1+1 Accord of 900101"
        assert table["parties"] == ("" if plain else "'") + "-Red Front"
        assert table["agreement_id"] == "900101"


THIRD = "Government of Sudan\x00Nile Liberation Army"
"""Parties and third parties: a party to the war is seldom the third."""


def test_a_link_that_is_likely_wrong_is_asked_about_with_what_an_answer_changes(
    build: Build,
) -> None:
    out = build(THIRD, THIRD)
    (row,) = out.rows
    assert (row["name"], row["kind"], row["side"]) == (ARMY, "doubtful", "third party")
    assert row["agreements"] == "900101 900102"
    assert row["reason"] == "linked by name"
    assert row["candidates"].startswith("9001: Nile Liberation Army (Armed Organization)")
    assert "2 participations of Nile Liberation Army go" in row["changes"]


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ({"judgement": "different"}, {STATE}),
        ({"judgement": "same", "actor": "9002"}, {STATE, FRONT}),
        ({"judgement": "same", "actor": "9001"}, {STATE, ARMY}),
    ],
)
def test_a_doubtful_link_is_judged_where_it_is_doubtful(
    build: Build, answer: dict[str, str], left: set[str]
) -> None:
    out = build(THIRD, TEXT)
    out.answer(ARMY, **answer)
    for _ in range(2):
        out = build(THIRD, TEXT)
        assert out.actors == {"900101": left, "900102": {STATE, ARMY}}
        assert [row["judgement"] for row in out.rows] == [answer["judgement"]]
        assert out.findings("unmet-judgement") == []


ALONE = (
    "For the Nile Liberation Army: Amina Rostow",
    "Amina Rostow\n\nGovernment of Sudan: John Smith",
)


def test_a_person_named_alone_is_asked_about_and_acts_for_whom_the_user_says(build: Build) -> None:
    out = build(*ALONE)
    assert out.actors["900102"] == {STATE}
    (row,) = out.rows
    assert (row["name"], row["kind"], row["agreements"]) == ("Amina Rostow", "open", "900102")
    assert row["candidates"] == "9001: Nile Liberation Army (Armed Organization)"
    assert row["reason"] == "acts for a candidate in other agreements"
    out.answer("Amina Rostow", "same", actor="9001")
    for _ in range(2):
        out = build(*ALONE)
        assert out.actors["900102"] == {STATE, ARMY}
        assert ("900102", "amina-rostow--9001") in out.persons
        assert out.findings("unmet-judgement") == []
    out.answer("Amina Rostow", "person")
    out = build(*ALONE)
    assert out.actors["900102"] == {STATE}
    assert out.findings("unmet-judgement") == []


def test_private_persons_are_not_asked_about(build: Build) -> None:
    assert build(*ALONE, level="IntraLocal").rows == []


def test_a_name_that_is_nearly_a_bodys_is_asked_about(build: Build) -> None:
    text = "Government of Sudan; Kordofani Congress"
    (row,) = build(text).rows
    assert row["candidates"].split(" | ")[0] == "9003: Kordofan Nubian Congress (Political Party)"
    build(text).answer(row["name"], "same", actor="9003")
    out = build(text)
    assert out.actors["900101"] == {STATE, "Kordofan Nubian Congress"}


def test_the_weights_are_those_of_signs_that_links_have() -> None:
    known = {sign for sign in doubts._weights() if sign}
    seen = {
        sign
        for side in ("party", "third party")
        for kind in ("Country/State", "Armed Organization", "Entity", "Political Party", "")
        for times in range(5)
        for sign in doubts.signs("name", side, kind, here=True, both=True, times=times)
    }
    assert seen & known and all(sign in known for sign in seen if "more" in sign or "here" in sign)
    assert doubts.chance(["armed organization as third party", "by name"]) > doubts.chance(
        ["armed organization as party", "by name"]
    )
