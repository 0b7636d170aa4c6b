"""Every page leads on, says what the graph says, and escapes it."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from python_calamine import CalamineWorkbook
from rdflib import RDF, Graph, Namespace
from starlette.testclient import TestClient

from graphbuild.explorer.explorer import Explorer


class Page(HTMLParser):
    """Addresses, ids and the text of a page; its tags must close in order."""

    VOID = frozenset(
        ["meta", "link", "input", "br", "hr", "img", "circle", "rect", "line", "path", "wbr"]
    )

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert not [name for name in found if name.startswith("on") or name == "style"], tag
        for name in ("href", "src", "action"):
            if found.get(name):
                self.links.append(str(found[name]))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in self.VOID:
            return
        assert self.open[-1:] == [tag] or (tag == "p" and "p" not in self.open), (tag, self.open)
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


def get(browser: TestClient, address: str, status: int = 200) -> Page:
    answer = browser.get(address)
    assert answer.status_code == status, (address, answer.text[:400])
    page = Page(answer.text)
    assert len(set(page.ids)) == len(page.ids), address
    return page


PAGES = [
    "/",
    "/agreements",
    "/agreements?country=SDN&view=timeline",
    "/agreements?view=map",
    "/agreements?q=zzzz",
    "/agreement/900001",
    "/agreement/900001/sources",
    "/actor/9011",
    "/list/person",
    "/list/actor?q=sudan",
    "/topics",
    "/topic/GeWom",
    "/topic/Ge",
    "/questions",
    "/question/third-party-ranking",
    "/question/agreements-per-year",
    "/question/actor-agreements",
    "/question/actor-agreements?actor=Sudan",
    "/networks",
    "/network/co-signing",
    "/network/third-party-process",
    "/compare",
    "/compare?thing=900001&thing=900002",
    "/search?q=sudan",
    "/search",
    "/sparql",
    "/cite",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_and_loads_nothing_from_outside(address: str, browser: TestClient) -> None:
    page = get(browser, address)
    assert len(page.text) > 100
    for link in page.links:
        assert link.startswith(("/", "#", "?")) or "external" in browser.get(address).text, link


def test_walking_from_page_to_page_never_ends_at_a_wall(browser: TestClient) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    kinds: dict[str, int] = {}
    while waiting:
        address = waiting.pop(0)
        kind = re.split(r"[/?]", address)[1]
        if address in seen or kinds.get(kind, 0) >= 8 or kind == "static":
            continue
        seen.add(address)
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = browser.get(address, follow_redirects=True)
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html") and "/page" not in address:
            waiting += [link for link in Page(answer.text).links if link.startswith("/")]
    assert {"agreement", "actor", "person", "process", "conflict", "place", "topic", "id"} <= set(
        kinds
    )


def test_the_start_counts_what_the_graph_holds(browser: TestClient, opened: Explorer) -> None:
    page = get(browser, "/")
    found = list(opened.store.select("SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE { ?p "
        "<https://w3id.org/peace-agreements/ontology#inProcess> ?b . ?p a "
        "<https://w3id.org/peace-agreements/ontology#Agreement> BIND(?p AS ?a) }"))  # fmt: skip
    assert len(opened.agreements) >= int(found[0][0].value) > 10
    assert f"{len(opened.agreements)} agreements" in re.sub(r"\s+", " ", page.text)


def test_no_choice_of_a_filter_leads_to_nothing(browser: TestClient) -> None:
    page = get(browser, "/agreements?stage=Cea")
    choices = [
        link for link in page.links if link.startswith("/agreements?") and "view" not in link
    ]
    assert len(choices) > 20
    for link in choices[:60]:
        assert "No agreement fits" not in get(browser, link).text, link


def test_a_filter_counts_what_choosing_it_gives(browser: TestClient, opened: Explorer) -> None:
    text = browser.get("/agreements").text
    found = re.findall(
        r'href="(/agreements\?[a-z]+=[^"]+)"[^>]*>[^<]+</a> <span class="count">([\d,]+)', text
    )
    assert len(found) > 20
    for link, count in found[:40]:
        head = re.search(
            r"<h1>Agreements <span class=\"count\">([\d,]+) of", browser.get(unquote(link)).text
        )
        assert head is not None
        assert head[1] == count, link


def test_hits_can_be_taken_along(browser: TestClient) -> None:
    answer = browser.get("/agreements.csv?country=SDN")
    rows = list(csv.DictReader(answer.text.splitlines()))
    assert answer.headers["content-type"].startswith("text/csv")
    assert rows
    assert all("Sudan" in row["country"] for row in rows)
    for form, kind in (("csv", "text/csv"), ("json", "json"), ("xlsx", "spreadsheet")):
        answer = browser.get(f"/question/agreements-per-year?format={form}")
        assert answer.status_code == 200
        assert kind in answer.headers["content-type"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("sudan", "Sudan"),
        ("SUDÁN", "Sudan"),
        ("blair", "Tony Blair"),
        ("GAM", "Free Aceh Movement"),
    ],
)
def test_the_search_finds_things_however_they_are_written(
    words: str, first: str, browser: TestClient
) -> None:
    found = browser.get("/suggest", params={"q": words}).json()
    assert found[0]["label"] == first
    assert browser.get(found[0]["address"]).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/actor/none",
        "/agreement/<script>",
        "/nowhere",
        "/topic/None",
        "/question/..%2f..%2fetc",
        "/list/river",
        "/network/none",
        "/id/actor/none",
        "/static/../app.py",
    ],
)
def test_what_is_not_there_gets_a_page_that_leads_on(address: str, browser: TestClient) -> None:
    answer = browser.get(address)
    assert answer.status_code == 404
    if "static" not in address:
        assert 'action="/search"' in answer.text
    assert "<script>" not in answer.text.replace(
        '<script src="/static/page.js" defer></script>', ""
    )


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/agreements?q=%22%3E%3Cscript%3E&country=%3Cscript%3E&from=%3Cscript%3E",
        "/question/actor-agreements?actor=%3Cscript%3E",
        "/compare?thing=%3Cscript%3E&thing=b",
        "/sparql?query=%3Cscript%3E",
        "/list/actor?q=%3Cscript%3E&from=x",
        "/agreements?page=99999&view=x",
    ],
)
def test_what_is_typed_stays_text(address: str, browser: TestClient) -> None:
    answer = browser.get(address)
    assert answer.status_code in (200, 400, 404)
    assert 1 <= answer.text.count("<script") == answer.text.count('<script src="/static/')


def test_a_statement_leads_to_the_file_that_makes_it(browser: TestClient) -> None:
    text = get(browser, "/agreement/900001/sources").text
    assert "good-friday.md" in text
    assert "pax_sample.csv" in text
    assert "no: another source stands" in text


def test_a_question_says_how_to_ask_it_elsewhere(browser: TestClient) -> None:
    text = get(browser, "/question/actor-agreements?actor=Sudan").text
    assert "graphbuild query actor-agreements -p actor=Sudan" in text
    assert "graph.query('actor-agreements', actor='Sudan')" in text
    assert "SELECT" in text


def test_the_editor_gives_the_whole_answer_as_files(browser: TestClient) -> None:
    text = "SELECT ?a WHERE { ?a a pa:Agreement }"
    page = browser.get("/sparql", params={"query": text})
    assert '<a href="/agreement/900001">' in page.text
    links = [link for link in Page(page.text).links if "format=" in link]
    assert len(links) == 4
    for link in links:
        answer = browser.get(link)
        assert answer.headers["content-disposition"].startswith("attachment")
        assert "agreement/900001" in answer.text
    graph = browser.get("/sparql", params={"query": "CONSTRUCT WHERE { ?a a pa:Agreement }"}).text
    link = next(link for link in Page(graph).links if "format=turtle" in link)
    assert browser.get(link).headers["content-type"].startswith("text/turtle")
    wrong = browser.get("/sparql", params={"query": "SELECT * { ?a pa:signdOn ?b }"})
    assert wrong.status_code == 400
    assert "signedOn" in wrong.text
    words = dict(browser.get("/terms.json").json())
    assert "signed" in words["pa:signedOn"]
    assert "stage:Cea" in words


def test_a_network_is_shown_inside_by_its_own_rules(browser: TestClient) -> None:
    page = get(browser, "/network/co-signing")
    frame = next(link for link in page.links if link.endswith("/page"))
    answer = browser.get(frame)
    assert answer.status_code == 200
    assert "content-security-policy" not in answer.headers
    assert "Content-Security-Policy" in answer.text


def test_persons_are_not_offered_to_search_engines(browser: TestClient) -> None:
    address = browser.get("/suggest?q=blair&kind=person").json()[0]["address"]
    assert '<meta name="robots" content="noindex">' in browser.get(address).text
    assert "noindex" not in browser.get("/agreement/900001").text


def test_iris_answer_for_people_and_programs(browser: TestClient, program: TestClient) -> None:
    led = browser.get("/id/agreement/900001", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, "/agreement/900001")
    for accept, kind in (
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
    ):
        answer = program.get("/id/agreement/900001", headers={"Accept": accept})
        assert answer.headers["content-type"].startswith(kind)
        assert "Good Friday" in answer.text
    assert "Good Friday" in browser.get("/id/agreement/900001.ttl").text
    assert "owl:Ontology" in program.get("/ontology").text
    assert program.get("/scheme/stage/Cea", headers={"Accept": "text/turtle"}).status_code == 200


def total(browser: TestClient, address: str) -> int:
    found = re.search(r'<h1>Agreements <span class="count">([\d,]+) of', browser.get(address).text)
    assert found is not None, address
    return int(found[1].replace(",", ""))


def choices(browser: TestClient, address: str, facet: str) -> list[tuple[str, int]]:
    text = browser.get(address).text.partition(f'id="f-{facet}"')[2].partition("</details>")[0]
    found = re.findall(r'href="([^"]+)"[^>]*>[^<]+</a> <span class="count">([\d,]+)', text)
    return [(unescape(link), int(count.replace(",", ""))) for link, count in found]


@pytest.mark.parametrize(
    "facet", ["un", "women", "topic", "party", "third", "role", "as", "source"]
)
def test_every_filter_leads_to_as_many_as_it_says(facet: str, browser: TestClient) -> None:
    found = choices(browser, "/agreements", facet)
    assert found
    for link, count in found[:6]:
        assert total(browser, link) == count > 0


def test_a_chosen_topic_can_be_narrowed_by_its_weight(browser: TestClient) -> None:
    assert choices(browser, "/agreements", "weight") == []
    topics = [link for link, _ in choices(browser, "/agreements?more=topic", "topic")]
    for topic in topics:
        weights = choices(browser, topic, "weight")
        if weights:
            break
    chosen = topic.partition("topic=")[2].partition("&")[0]
    assert all(f"weight={chosen}" in link for link, _ in weights)
    for link, count in weights:
        assert 0 < total(browser, link) == count <= total(browser, topic)


def test_a_filter_takes_the_name_of_an_actor_too(browser: TestClient) -> None:
    found = browser.get("/suggest?q=sudan&kind=actor").json()[0]
    by_id, by_name = (f"/agreements?party={value}" for value in (found["id"], found["label"]))
    assert total(browser, by_id) == total(browser, by_name) > 0


def test_a_year_as_the_last_means_the_whole_year(browser: TestClient, opened: Explorer) -> None:
    dates = [date for _, _, date, _ in opened.agreements.values() if date]
    year = max(date[:4] for date in dates)
    inside = sum(1 for date in dates if date[:4] == year)
    assert total(browser, f"/agreements?from={year}&to={year}") == inside


def test_what_was_chosen_stands_above_the_hits_and_can_be_taken_out(browser: TestClient) -> None:
    text = browser.get("/agreements?country=SDN&from=1990&view=timeline").text
    chips = text.partition('class="chips"')[2].partition("</ul>")[0]
    links = [unescape(link) for link in re.findall(r'href="([^"]+)"', chips)]
    assert links == [
        "/agreements?country=SDN&view=timeline",
        "/agreements?from=1990&view=timeline",
        "/agreements",
    ]


def test_hits_come_as_a_workbook_and_as_turtle_with_their_sources(browser: TestClient) -> None:
    answer = browser.get("/agreements.xlsx?country=SDN")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_name("agreements").to_python()
    assert len(rows) - 1 == total(browser, "/agreements?country=SDN")
    about = {tuple(row) for row in book.get_sheet_by_name("about").to_python()}
    assert ("Chosen", "Country or place: Sudan") in about
    assert any(name == "Cite" for name, _ in about)
    graph = Graph().parse(data=browser.get("/agreements.ttl?country=SDN").text, format="turtle")
    pa = Namespace("https://w3id.org/peace-agreements/ontology#")
    prov = Namespace("http://www.w3.org/ns/prov#")
    agreements = set(graph.subjects(RDF.type, pa.Agreement))
    assert len(agreements) == len(rows) - 1
    assert set(graph.subjects(RDF.type, pa.Participation))
    for agreement in agreements:
        sources = set(graph.objects(agreement, prov.wasDerivedFrom))
        assert sources
        assert all((source, pa.fileName, None) in graph for source in sources)


def test_an_agreement_says_where_it_stands_what_changed_and_whom_its_words_mean(
    browser: TestClient,
) -> None:
    text = browser.get("/agreement/900001").text
    assert re.search(r"number \d+ of \d+ in", text)
    changes = text.partition('id="changes"')[2]
    assert re.search(r"<th scope=\"col\">v9<br>", changes)
    assert "interim arrangement" in changes
    written = text.partition('class="written"')[2].partition("</dd>")[0]
    assert re.search(r'<a class="linked" href="/(actor|person)/[^"]+" title="[^"]+">', written)
    assert 'aria-label="weight 1 of 1"' in text


def test_a_row_and_the_way_a_link_was_found_stand_behind_a_fact(browser: TestClient) -> None:
    text = get(browser, "/agreement/900001/sources").text
    assert re.search(r"pax_sample\.csv\s*\d+\s*PA-X table", re.sub(r"<[^>]+>", " ", text))
    assert "How those who took part were found" in text
    assert re.search(r"pax_sample\.csv, row \d+", text)


def test_a_conflict_says_who_never_stood_on_an_agreement(browser: TestClient) -> None:
    rows = list(
        csv.DictReader(
            browser.get("/question/sides-without-agreement?format=csv").text.splitlines()
        )
    )
    found = [
        address
        for address in (f"/conflict/{row['conflict_id']}" for row in rows)
        if browser.get(address).status_code == 200
    ]
    assert found
    assert "Who never stood on an agreement" in browser.get(found[0]).text


def test_a_process_shows_its_actors_and_topics_over_time(browser: TestClient) -> None:
    address = browser.get("/suggest?q=northern ireland&kind=process").json()[0]["address"]
    text = get(browser, address).text
    for heading in ("In time, with those who took part", "Topics over time", "since when"):
        assert heading in text
