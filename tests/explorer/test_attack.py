"""What somebody would try who means harm: OWASP's list of 2021, point by point, against pages and files.

Access (A01) and rebinding are in test_safety, forms in test_review, the wire in test_listening, the
protocol in test_protocol, random addresses in test_hostile.
"""

from __future__ import annotations

import csv
import io
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

import graphbuild
from graphbuild.explorer.app import application
from graphbuild.explorer.explorer import Explorer
from graphbuild.explorer.serve import open_explorer
from graphbuild.explorer.shown import Shown

EVIL = [
    "<script>window.evil=1</script>Accord \"of' the <b>Ford</b>",
    '=HYPERLINK("http://evil.example","x")',
    "{{ 7*7 }}{% raw %}",
    "</title></svg><img src=x onerror=alert(1)>",
    "@SUM(1+1)|cmd",
]
HEADER = "Con,Contp,PP,PPName,Reg,AgtId,Agt,Dat,Status,Agtp,Stage,StageSub,Part,ThrdPart"


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A graph whose data try to be code."""
    folder = tmp_path_factory.mktemp("evil")
    out = io.StringIO()
    lines = csv.writer(out)
    for number, title in enumerate(EVIL):
        lines.writerow(["<i>Sudan</i>", "Government", 165, f"Talks {title}", "Africa (excl MENA)", 900700 + number,
            title, f"2001-02-0{number + 1}", "Multiparty signed/agreed", "Intra", "Cea", "Ceas",
            f"Government of Sudan {title}", "javascript:alert(1)"])  # fmt: skip
    (folder / "pax.csv").write_text(HEADER + "\n" + out.getvalue(), encoding="utf-8")
    graphbuild.build(folder / "pax.csv", folder / "out")
    explorer = open_explorer(folder / "out")
    yield TestClient(
        application(explorer, seconds=5),
        base_url="http://127.0.0.1",
        headers={"Accept": "text/html"},
    )
    explorer.guarded.close()


def harmless(text: str) -> None:
    scripts = re.findall(r"<script[^>]*>", text)
    assert all(re.fullmatch(r'<script src="/static/\w+\.js" defer>', one) for one in scripts), (
        scripts
    )
    assert not re.search(r"<(img (?!src=\"/static/)|b>the|i>Sudan)", text)
    assert not re.search(r"<[^>]+\son\w+=[^>]*>", text)
    assert not re.search(r'(href|src|action)="\s*(javascript|data|vbscript):', text, re.IGNORECASE)
    assert "49{" not in text


@pytest.mark.parametrize("number", range(len(EVIL)))
@pytest.mark.parametrize("what", ["", "/sources"])
def test_a03_data_with_markup_stay_text_on_a_thing(
    what: str, number: int, evil: TestClient
) -> None:
    answer = evil.get(f"/agreement/{900700 + number}{what}")
    assert answer.status_code == 200
    harmless(answer.text)


@pytest.mark.parametrize(
    "address",
    [
        "/", "/agreements", "/agreements?view=timeline", "/agreements?view=map", "/list/process", "/cite",
        "/search?q=accord", "/compare?thing=900700&thing=900703", "/question/agreements",
        "/question/agreements-per-year", "/list/actor",
        "/sparql?query=" + quote("SELECT ?t { ?a a pa:Agreement ; rdfs:label ?t }"),
    ],
)  # fmt: skip
def test_a03_data_with_markup_stay_text_everywhere(address: str, evil: TestClient) -> None:
    answer = evil.get(address)
    assert answer.status_code == 200, answer.text
    harmless(answer.text)


@pytest.mark.parametrize(
    "address",
    [
        "/agreements.csv",
        "/question/agreements?format=csv",
        "/sparql?format=csv&query="
        + quote(
            "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?t { ?a rdfs:label ?t }"
        ),
    ],
)
def test_a03_files_hold_no_formula(address: str, evil: TestClient) -> None:
    answer = evil.get(address)
    assert answer.status_code == 200
    cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell[:1] in ("=", "@", "+", "\t", "\r")]


@pytest.mark.parametrize("address", ["/agreements.xlsx", "/question/agreements?format=xlsx"])
def test_a03_workbooks_hold_texts_not_formulas(address: str, evil: TestClient) -> None:
    with zipfile.ZipFile(io.BytesIO(evil.get(address).content)) as book:
        sheets = [book.read(name) for name in book.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not [sheet for sheet in sheets if b"<f>" in sheet]


@pytest.mark.parametrize(
    "words",
    ['"', "AND", "NEAR(", "a* OR b", "name:x", "^x", "(", "x'; DROP TABLE thing; --", "\x00", "-x",
     "{name kind}: x", "\U0001f600", "a" * 5000, "(a+)+$" * 200, "%" * 2000, "é" * 2000],
)  # fmt: skip
def test_a03_words_are_words_whatever_signs_they_hold(words: str, browser: TestClient) -> None:
    began = time.perf_counter()
    for path in ("/search", "/suggest", "/agreements", "/list/actor"):
        assert browser.get(path, params={"q": words[:2000]}).status_code in (200, 414)
    assert time.perf_counter() - began < 4


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static//etc/passwd",
     "/static/..%5capp.py", "/question/..%2f..%2fpyproject.toml", "/network/..%2fx",
     "/id/..%2f..%2fetc", "/static/%00", "/topic/..%2f..%2f", "/.git/config", "/names.csv", "/build.json",
     "/graph.ttl", "/.graphbuild-cache/list.json"],
)  # fmt: skip
def test_a01_no_file_outside_is_given(path: str, browser: TestClient) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    "path",
    ["/id/actor/%0d%0aSet-Cookie:%20a=b", "/id//evil.example/x", "/id/actor/%2f%2fevil.example",
     "//evil.example/", "/\\evil.example", "/agreements/", "/search?q=%0d%0aX:%20y",
     "/id/agreement/..%2f..%2f%2fevil.example", "/search?q=//evil.example"],
)  # fmt: skip
def test_a10_no_redirect_leads_away_or_carries_headers(path: str, browser: TestClient) -> None:
    answer = browser.get(path, follow_redirects=False)
    where = answer.headers.get("location", "")
    assert where == "" or re.match(r"(http://127\.0\.0\.1)?/(?![/\\])", where), where
    assert "set-cookie" not in answer.headers
    assert "x" not in answer.headers


@pytest.mark.parametrize(
    "address",
    [
        "/agreements?" + "&".join(f"party=none{number}" for number in range(300)),
        "/agreements?" + "&".join(f"country=SDN{number}&topic=x{number}" for number in range(150)),
        "/compare?" + "&".join(f"thing=none%20of%20these%20{number}" for number in range(100)),
        "/agreements?page=99999&from=9999&to=0000-99-99",
        "/question/actor-agreements?actor=" + "a" * 3000,
        "/question/provision-texts?" + "&".join("place=x" for _ in range(400)),
        "/agreement/" + "9" * 3000,
        "/actor/none%20such%20actor%20in%20this%20graph",
    ],
)
def test_a04_large_and_many_parameters_cost_little(address: str, browser: TestClient) -> None:
    began = time.perf_counter()
    assert browser.get(address).status_code in (200, 400, 404, 414)
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND"])
def test_a05_other_methods_are_refused(method: str, browser: TestClient) -> None:
    for address in ("/", "/agreements", "/sparql", "/static/page.css", "/healthz"):
        answer = browser.request(method, address, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 405, address
        assert "access-control-allow-origin" not in answer.headers


def test_a05_a_head_request_has_no_body(browser: TestClient) -> None:
    for address in ("/", "/agreement/900001", "/healthz", "/nowhere"):
        assert browser.head(address).status_code in (200, 404)


def test_a05_what_goes_wrong_tells_nothing_of_the_machine(browser: TestClient) -> None:
    for address in (
        "/nowhere",
        "/agreement/x",
        "/sparql?query=x",
        "/network/co-signing?process=nix",
    ):
        text = browser.get(address).text
        assert not re.search(r"Traceback|/home/|/usr/|site-packages|\.py\b", text), address


def test_a08_a_kept_page_is_the_same_for_everybody(opened: Explorer) -> None:
    """No header of one request gets into the answer to another."""
    app = application(opened, seconds=5)
    client = TestClient(app, base_url="http://127.0.0.1", headers={"Accept": "text/html"})
    poison = {
        "X-Forwarded-Host": "evil.example",
        "X-Original-URL": "/review",
        "X-Forwarded-Prefix": "//evil.example",
        "Accept": "text/html;evil.example",
        "Accept-Language": "evil.example",
        "Referer": "https://evil.example/",
    }
    for address in ("/agreement/900002", "/search?q=sudan", "/questions", "/id/agreement/900002"):
        client.get(address, headers=poison)
        assert "evil.example" not in client.get(address).text


@pytest.fixture(scope="module")
def discreet(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    import shutil

    folder = tmp_path_factory.mktemp("discreet") / "exports"
    shutil.copytree(root / "exports", folder, ignore=shutil.ignore_patterns(".*"))
    explorer = open_explorer(folder, shown=Shown(persons=False, texts=False))
    yield TestClient(
        application(explorer, seconds=5),
        base_url="http://127.0.0.1",
        headers={"Accept": "text/html"},
    )
    explorer.guarded.close()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200), ("/agreement/900001", 200), ("/agreement/900001/sources", 200),
        ("/search?q=blair", 200), ("/suggest?q=blair", 200), ("/suggest?q=blair&kind=person", 200),
        ("/list/person", 404), ("/person/tony-blair", 404), ("/topic/GeWom", 200), ("/agreements.csv", 200),
        ("/sparql", 403), ("/sparql?query=ASK%7B%7D", 403), ("/sparql?format=csv&query=ASK%7B%7D", 403),
        ("/id/agreement/900001.ttl", 404), ("/agreements.ttl", 404), ("/network/person-agreement", 404),
        ("/network/person-agreement/page", 404), ("/question/persons-across-agreements", 404),
        ("/question/provision-texts", 404), ("/question/agreement?agreement=900001&format=turtle", 404),
    ],
)  # fmt: skip
def test_a01_what_is_left_out_is_nowhere(address: str, status: int, discreet: TestClient) -> None:
    answer = discreet.get(address)
    assert answer.status_code == status
    assert "Tony Blair" not in answer.text
    assert "<blockquote>" not in answer.text
