"""Codes are found by code and by words."""

from __future__ import annotations

import csv

import pytest
from click.testing import CliRunner

from graphbuild.cli import main
from graphbuild.ontology.codes import codes
from graphbuild.ontology.concepts import concepts


def found(*words: str) -> list[dict[str, str]]:
    done = CliRunner().invoke(main, ["codes", *words])
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(done.stdout.splitlines()))


@pytest.mark.parametrize(
    ("words", "first", "label", "section", "scale"),
    [
        (["GeWom"], "GeWom", "Women, girls and gender", "Gender", "0-1"),
        (["gewom"], "GeWom", "Women, girls and gender", "Gender", "0-1"),
        (["gender"], "Ge", "Gender", "Gender", ""),
        (["WOMEN", "girls"], "GeWom", "Women, girls and gender", "Gender", "0-1"),
        (["ceasefire/related"], "Cea", "Ceasefire/related", "Stage", ""),
    ],
)
def test_a_code_is_found_by_what_is_known_of_it(
    words: list[str], first: str, label: str, section: str, scale: str
) -> None:
    row = found(*words)[0]
    assert (row["code"], row["label"], row["section"], row["scale"]) == (
        first,
        label,
        section,
        scale,
    )


def test_words_find_all_below_a_heading_too() -> None:
    assert {"Ge", "GeWom", "GeMe", "GeMeNu"} <= {row["code"] for row in found("gender")}


def test_every_topic_and_value_of_the_scheme_is_listed_once() -> None:
    ours = {
        (concept.scheme, concept.code)
        for concept in concepts().values()
        if concept.scheme in {code.scheme for code in codes()}
    }
    assert {(code.scheme, code.code) for code in codes()} == ours
    assert len(codes()) == len(ours)


def test_what_no_code_has_is_refused_with_the_nearest() -> None:
    done = CliRunner().invoke(main, ["codes", "cesefire"])
    assert done.exit_code == 2
    assert "Ceasefire" in done.stderr


def test_a_table_for_people_says_what_a_single_code_means() -> None:
    done = CliRunner().invoke(main, ["codes", "GeLgbtiPos", "--format", "table"])
    assert "Gender→LGBTI→LGBTI (positive)" in done.output
