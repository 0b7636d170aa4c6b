"""Conflicts as things with names: from pages, from numbers, from what UCDP says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import graphbuild
from graphbuild.api import Graph
from graphbuild.graph.derived import printed_conflict
from graphbuild.ontology.terms import PA

TABLE = (
    "AgtId,Agt,Dat,Con,PPName,UcdpCon,UcdpAgr,CowWar,Part,Ver\n"
    '7,Accord,1999-05-04,Testland,Talks,11,30,5,"Testland; Hill Front",9\n'
    "8,Pact,2000-05-04,Testland,Talks,11,31,6,Testland,9\n"
    "9,Treaty,2001-05-04,Uland/Testland,More talks,,,5,Testland,9\n"
    "10,Truce,2002-05-04,Vland,Last talks,999,,,Vland,9\n"
)
ACD = (
    "conflict_id,location,side_a,side_a_id,side_a_2nd,side_b,side_b_id,incompatibility,year,"
    "intensity_level,type_of_conflict,start_date,start_prec,gwno_a,gwno_a_2nd,gwno_loc,region,version\n"
    "11,Kenya,Government of Kenya,501,Government of France,Hill Front,502,2,1981,1,3,1980-06-15,1,501,220,501,4,22.1\n"
    "12,Kenya,Government of Kenya,501,,Lost Band,503,2,1995,1,3,1995-01-01,1,501,,501,4,22.1\n"
)
PAD = (
    "paid,conflict_id,conflict_name,dyad_id,dyad_name,pa_name\n"
    "30,11,Testland: Government of it,7,Testland - Hill Front,Accord\n"
    "31,12,Kenya: Government,8,Testland - Lost Band,Pact\n"
)
ACTORS = (
    "actor_id,actor_name,actor_type,actor_iso3c,ucdp_id,actor_gwno\n"
    "72,Hill Front,Armed Organization,,502,\n73,Kenya,Country/State,KEN,,\n"
)


def page(title: str, date: str, conflict: str, third: str = "") -> str:
    return (
        f"Country/entity Testland\nRegion Africa (excl MENA)\nAgreement name {title}\nDate {date}\n"
        "Agreement status Multiparty signed/agreed\nInterim arrangement Yes\n"
        f"Agreement/conflict level Intrastate/intrastate conflict\n{conflict}\n"
        f"They fought over the hills.\nClose\n{conflict}\n"
        "Stage Pre-negotiation/process\nConflict nature Government\nPeace process Talks\n"
        f"Parties Testland; Hill Front\nThird parties {third}\nDescription A short text.\n\n"
        "Groups\n\nChildren/youth No specific mention.\nDisabled persons No specific mention.\n"
    )


def built(folder: Path, **texts: str) -> Graph:
    for name, text in texts.items():
        path = folder / name.replace("_", ".")
        path.write_text(text, encoding="utf-8")
    return graphbuild.build([folder])


def said(graph: Graph, thing: str) -> dict[str, list[str]]:
    """What is stated of a thing in the merged graph, by local name; IRIs by their last part."""
    iri = f"<https://w3id.org/peace-agreements/id/{thing}>"
    rows = graph.sparql(f"SELECT ?p ?o WHERE {{ {iri} ?p ?o }} ORDER BY ?p ?o")
    out: dict[str, list[str]] = {}
    for p, o in rows:
        value = str(o).rpartition("/id/")[2] if "/id/" in str(o) else str(o)
        out.setdefault(str(p).replace("#", "/").rpartition("/")[2], []).append(value)
    return out


@pytest.mark.parametrize(
    ("text", "name", "start", "end"),
    [
        ("Aceh Conflict (1976 - 2005)", "Aceh Conflict", "1976", "2005"),
        ("Nagorno Conflict (1991 -)", "Nagorno Conflict", "1991", ""),
        ("Balkan Conflicts (1991 - 1995) (1998 \u2013 2001)", "Balkan Conflicts", "1991", "2001"),
        ("Syrian Conflicts (1948 - ) (1976 - 2005) (2011 - )", "Syrian Conflicts", "1948", ""),
        ("War (1990 - 1991) in the Hills", "War (1990 - 1991) in the Hills", "", ""),
        ("Gulf War (1991)", "Gulf War (1991)", "", ""),
        ("(1991 - 1995)", "(1991 - 1995)", "", ""),
    ],
)
def test_name_and_years_are_told_apart(text: str, name: str, start: str, end: str) -> None:
    assert printed_conflict(text) == (name, start, end)


def test_a_page_alone_names_its_conflict(tmp_path: Path) -> None:
    third = "The United Nations (as mediator)"
    graph = built(
        tmp_path, p_txt=page("Accord", "4 May 1999", "Hill Conflict (1980 - 1999)", third)
    )
    conflict = said(graph, "conflict/hill-conflict")
    assert conflict["label"] == ["Hill Conflict"]
    assert conflict["altLabel"] == ["Hill Conflict (1980 - 1999)"]
    assert (conflict["startYear"], conflict["endYear"]) == (["1980"], ["1999"])
    assert conflict["description"] == ["They fought over the hills."]
    assert conflict["conflictScheme"] == ["pax"]
    assert conflict["wasDerivedFrom"][0].startswith("source/p-")
    (row,) = graph.query("mediators-by-conflict")
    assert (row.conflict_id, row.conflict, row.actor) == (
        "hill-conflict",
        "Hill Conflict",
        "United Nations",
    )


def test_the_name_on_a_page_goes_to_the_number_that_it_meets(tmp_path: Path) -> None:
    graph = built(
        tmp_path,
        t_csv=TABLE,
        p_txt=page("Accord", "4 May 1999", "Hill Conflict (1980 - 1999)"),
        q_txt=page("Treaty", "4 May 2001", "Coast Conflict (1990 - )"),
    )
    numbered = said(graph, "conflict/ucdp-11")
    assert numbered["label"] == ["Hill Conflict"]
    assert numbered["replaces"] == ["conflict/hill-conflict"]
    assert numbered["relatedMatch"] == ["conflict/cow-5", "conflict/cow-6"]
    alias = said(graph, "conflict/hill-conflict")
    assert (alias["type"], alias["exactMatch"]) == ([PA.Alias.value], ["conflict/ucdp-11"])
    war = said(graph, "conflict/cow-5")
    assert (war["label"], war["replaces"]) == (["Coast Conflict"], ["conflict/coast-conflict"])
    assert said(graph, "agreement/7")["replaces"] == ["agreement/1999-05-04-accord"]
    assert "replaces" not in said(graph, "agreement/8")
    assert said(graph, "conflict/cow-6")["label"] == ["Correlates of War 6 (Testland)"]
    assert said(graph, "conflict/ucdp-999")["label"] == ["UCDP conflict 999 (Vland)"]


def test_a_war_is_counted_once(tmp_path: Path) -> None:
    graph = built(tmp_path, t_csv=TABLE.replace("More talks", "Talks"), u_csv=ACD)
    rows = graph.query("conflicts-with-several-processes", from_="1999")
    assert list(rows) == []  # with both numbers counted, 5 would have the agreements of 11 too
    more = TABLE + "11,Deal,2003-01-01,Testland,New talks,,,5,Testland,9\n"
    (tmp_path / "more").mkdir()
    graph = built(tmp_path / "more", t_csv=more)
    rows = graph.query("conflicts-with-several-processes")
    assert [(r.conflict_id, r.processes) for r in rows] == [("cow-5", 2)]
    rows = graph.query("conflicts-with-several-processes", scheme="cow")
    assert [(r.conflict_id, r.processes) for r in rows] == [("5", 3)]


def test_the_network_of_mediators_counts_a_war_once(tmp_path: Path) -> None:
    rows = [line.split(",") for line in TABLE.splitlines()]
    third = ["ThrdPart", *(["United Nations"] * (len(rows) - 1))]
    text = "".join(",".join([*row, cell]) + "\n" for row, cell in zip(rows, third, strict=True))
    network = built(tmp_path, t_csv=text).network("mediator-conflict", sense="listed")
    tied = {
        str(b).rpartition("/")[2] or str(a).rpartition("/")[2]: data["agreements"]
        for a, b, data in network.edges(data=True)
    }
    assert tied == {"ucdp-11": 2, "cow-5": 1, "ucdp-999": 1}


def test_one_name_on_two_numbers_is_told_and_merges_nothing(tmp_path: Path) -> None:
    graph = built(
        tmp_path,
        t_csv=TABLE,
        p_txt=page("Accord", "4 May 1999", "Hill Conflict (1980 - )"),
        q_txt=page("Truce", "4 May 2002", "Hill Conflict (1980 - )"),
        r_txt=page("Another", "5 May 2002", "Hill Conflict (1980 - )"),
    )
    told = [p.message for p in graph.report.problems if p.kind == "conflict-name"]
    assert len(told) == 1
    assert "ucdp-11 (agreement 7), ucdp-999 (agreement 10)" in told[0]
    for number in ("11", "999"):
        conflict = said(graph, f"conflict/ucdp-{number}")
        assert conflict["label"] == ["Hill Conflict"]
        # The third page has no number, so that the conflict of that name stands.
        assert "conflict/hill-conflict" in conflict["relatedMatch"]
        assert "replaces" not in conflict
    assert said(graph, "conflict/hill-conflict")["label"] == ["Hill Conflict"]


def test_ucdp_describes_what_pax_numbers(tmp_path: Path) -> None:
    graph = built(
        tmp_path, t_csv=TABLE, u_csv=ACD, v_csv=PAD, a_csv=ACTORS,
        p_txt=page("Accord", "4 May 1999", "Hill Conflict (1980 - 1999)"),
    )  # fmt: skip
    conflict = said(graph, "conflict/ucdp-11")
    assert conflict["label"] == ["Testland: Government of it"]
    assert conflict["altLabel"] == [
        "Hill Conflict", "Hill Conflict (1980 - 1999)", "Kenya: Government",
    ]  # fmt: skip
    assert conflict["startDate"] == ["1980-06-15"]
    assert conflict["conflictLocation"] == ["place/KEN"]
    assert said(graph, "place/KEN")["label"] == ["Kenya"]
    assert conflict["hasDyad"] == ["dyad/ucdp-7"]
    assert said(graph, "agreement/7")["addressesDyad"] == ["dyad/ucdp-7"]
    assert said(graph, "dyad/ucdp-7")["label"] == ["Testland - Hill Front"]
    side = said(graph, "conflict-side/ucdp-11-b-502")
    assert (side["sideActor"], side["asWritten"]) == (["actor/72"], ["Hill Front"])
    assert side["label"] == ["Hill Front (side B in Testland: Government of it)"]
    # States by the number that both lists have; France is nobody's actor here and is one now.
    assert said(graph, "conflict-side/ucdp-11-a-501")["sideActor"] == ["actor/73"]
    assert said(graph, "conflict-side/ucdp-11-a-supporting-gwno-220")["sideActor"] == ["actor/FRA"]
    assert said(graph, "actor/FRA")["label"] == ["France"]
    rows = graph.query("sides-without-agreement")
    assert [(r.side, r.actor) for r in rows] == [("Government of Kenya", "Kenya")] * 2
    assert {r.not_tied for r in rows} == {1}
    # UCDP ties agreement 8 to another conflict: PA-X's number stands.
    assert said(graph, "agreement/8")["addressesConflict"] == ["conflict/cow-6", "conflict/ucdp-11"]
    rows = graph.query("disagreements", field="UcdpCon")
    assert [(r.agreement_id, r.value_a, r.source_b, r.value_b) for r in rows] == [
        ("8", "11", "v.csv", "12")
    ]
    told = [p.message for p in graph.report.problems if p.kind == "unknown-conflict"]
    assert told == ["conflict 999 is not here, which PA-X gives for 1 agreement (10)"]


def test_what_ucdp_says_stands_in_its_own_graph(tmp_path: Path) -> None:
    graph = built(tmp_path, t_csv=TABLE, u_csv=ACD, v_csv=PAD)
    rows = graph.sparql(
        "PREFIX pa: <https://w3id.org/peace-agreements/ontology#> "
        "SELECT ?file (COUNT(*) AS ?n) WHERE { ?g pa:fileName ?file . GRAPH ?g { ?s a ?c "
        "FILTER(?c IN (pa:ConflictSide, pa:Dyad)) } } GROUP BY ?file ORDER BY ?file"
    )
    assert [(str(file), int(str(n))) for file, n in rows] == [("u.csv", 5), ("v.csv", 2)]


def test_conflicts_are_found_by_number_and_by_name(tmp_path: Path) -> None:
    graph = built(tmp_path, t_csv=TABLE.replace(",6,Testland", ",11,Testland"), u_csv=ACD)
    for name in ("11", "ucdp-11", "Kenya: Government"):
        if name.startswith("Kenya"):
            with pytest.raises(graphbuild.errors.UsageError, match="names several"):
                graph.query("conflict-sides", conflict=name)
            continue
        assert {r.conflict_id for r in graph.query("conflict-sides", conflict=name)} == {"11"}
    assert list(graph.query("conflict-sides", conflict="cow-11")) == []
    with pytest.raises(graphbuild.errors.UsageError, match="cow-77"):
        graph.query("conflict-sides", conflict="cow-77")
