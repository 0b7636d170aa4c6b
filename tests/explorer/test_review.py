"""Judging on a page: written at once, taken back, safe against other sites, applied by a new build."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import graphbuild
from graphbuild.explorer.app import application
from graphbuild.explorer.desk import Desk
from graphbuild.explorer.explorer import Explorer
from graphbuild.explorer.serve import open_explorer

TABLE = """Con,Contp,PP,PPName,Reg,AgtId,Agt,Dat,Status,Agtp,Stage,StageSub,Part,ThrdPart
Sudan,Government,165,Sudan Talks,Africa (excl MENA),900101,Accord of the Ford,2001-02-05,\
Multiparty signed/agreed,Intra,Cea,Ceas,Government of Sudan; Red Nile Popular Gathering of Elders,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pax.csv").write_text(TABLE, encoding="utf-8")
    graphbuild.build(tmp_path / "pax.csv", tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def opened(folder: Path) -> Iterator[Explorer]:
    explorer = open_explorer(folder)

    def rebuild() -> object:
        graphbuild.build(again=folder)
        explorer.become(open_explorer(folder))
        return graphbuild.review(folder)

    explorer.desk = Desk(graphbuild.review(folder), rebuild)  # type: ignore[arg-type]
    yield explorer
    explorer.guarded.close()


@pytest.fixture
def browser(opened: Explorer) -> TestClient:
    return TestClient(
        application(opened), base_url="http://127.0.0.1:8000", headers={"Accept": "text/html"}
    )


def judged(folder: Path) -> dict[str, str]:
    with (folder / "names.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["name"]: row["judgement"] for row in csv.DictReader(file) if row["judgement"]}


def fields(text: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))


def test_an_answer_is_written_taken_back_and_applied(browser: TestClient, folder: Path) -> None:
    page = browser.get("/review").text
    name = re.search(r"<h2>(.*?)</h2>", page)
    assert name is not None
    form = fields(page)
    done = browser.post("/review", data={**form, "judgement": "ignore"})
    assert done.status_code == 200  # led back to the page
    assert judged(folder) == {name[1]: "ignore"}
    assert f"{name[1]}: ignore" in done.text
    back = browser.post("/review", data={"token": form["token"], "do": "undo"})
    assert judged(folder) == {}
    assert "taken back" in back.text
    browser.post("/review", data={**form, "judgement": "ignore"})
    built = browser.post("/review", data={"token": form["token"], "do": "build"})
    assert "built anew" in built.text
    assert judged(folder) == {name[1]: "ignore"}
    assert browser.get("/agreement/900101").status_code == 200


@pytest.mark.parametrize(
    ("change", "headers", "status"),
    [
        ({"token": ""}, {}, 403),
        ({"token": "x" * 32}, {}, 403),
        ({}, {"Origin": "https://evil.example"}, 403),
        ({}, {"Origin": "null"}, 403),
        ({}, {"Sec-Fetch-Site": "cross-site"}, 403),
        ({}, {"Host": "evil.example"}, 421),
        ({"name": "x" * 50_000}, {}, 413),
    ],
)
def test_no_other_page_can_write(
    change: dict[str, str],
    headers: dict[str, str],
    status: int,
    browser: TestClient,
    folder: Path,
) -> None:
    form = fields(browser.get("/review").text) | {"judgement": "ignore"} | change
    assert browser.post("/review", data=form, headers=headers).status_code == status
    assert judged(folder) == {}


@pytest.mark.parametrize(
    "change", [{"number": "99"}, {"number": "x"}, {"judgement": "same"}, {"judgement": "bless"}]
)
def test_what_is_no_answer_is_told_and_not_taken(
    change: dict[str, str], browser: TestClient, folder: Path
) -> None:
    form = fields(browser.get("/review").text) | {"judgement": "ignore"} | change
    assert "not taken" in browser.post("/review", data=form).text
    assert judged(folder) == {}


def test_review_is_off_unless_asked_for_and_only_here(
    opened: Explorer, browser: TestClient
) -> None:
    opened.desk = None
    assert browser.get("/review").status_code == 404
    assert browser.post("/review", data={}).status_code == 404
    assert "/review" not in browser.get("/").text
    with pytest.raises(graphbuild.UsageError, match="this machine alone"):
        graphbuild.serve("exports", host="0.0.0.0", review=True)
