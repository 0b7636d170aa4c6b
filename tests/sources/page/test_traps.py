"""What pages and converters do that a line-by-line reader would fall for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphbuild.errors import SourceError
from graphbuild.records import Agreement
from graphbuild.resources import folder
from graphbuild.sources.containers.html import html_to_text
from graphbuild.sources.page import looks_like_page, read_page
from graphbuild.sources.page.header import conflict
from graphbuild.sources.page.topics import read_row

from . import shapes


def read(text: str) -> Agreement:
    (found,) = read_page(text, "page.txt")
    return found


def told(text: str, label: str) -> Agreement:
    """The record of a page of which one remark says that this label is misspelt; without it."""
    found = read(text)
    assert [label in warning for warning in found.warnings] == [True]
    return replace(found, warnings=[])


def changed(old: str, new: str, shape: str = "plain") -> Agreement:
    text = shapes.TEXTS[shape]()
    assert old in text
    return read(text.replace(old, new))


def test_several_agreements_of_one_file_are_several_records() -> None:
    second = shapes.plain().replace("7 Dec 2003", "08/01/2004")
    second = second.replace("GE_031207", "GE_040108")
    found = read_page(shapes.plain() + "# Protocol on the crossing points\n" + second, "two.txt")
    assert [one.date for one in found] == ["2003-12-07", "2004-01-08"]
    assert found[0].source_citation == found[1].source_citation
    assert [one.warnings for one in found] == [[], []]


@pytest.mark.parametrize(
    ("printed", "iso"),
    [("07/12/2003", "2003-12-07"), ("7 December 2003", "2003-12-07"), ("31/02/2003", "")],
)
def test_the_day_comes_first_and_no_date_is_made_up(printed: str, iso: str) -> None:
    found = changed("7 Dec 2003", printed)
    assert found.date == iso
    assert iso or any(printed in warning for warning in found.warnings)


def test_an_earlier_site_numbers_processes_and_prints_substages() -> None:
    text = shapes.plain().replace("Peace process Abkhazia", "Peace process 12: Abkhazia")
    found = read(text.replace("Stage Ceasefire/related", "Stage Ceasefire/related (Mixed)"))
    assert (found.process, found.process_id) == ("Abkhazia peace process", "12")
    assert (found.stage, found.substage, found.substage_code) == (
        "Ceasefire/related",
        "Mixed",
        "CeaMix",
    )


def test_an_unknown_process_keeps_its_name_without_a_number() -> None:
    found = changed("Abkhazia peace process", "12: Hill tribes process of 1994")
    assert (found.process, found.process_id) == ("Hill tribes process of 1994", "12")


def test_a_misread_process_is_put_right_but_never_to_another_number() -> None:
    found = changed("Abkhazia peace process", "Abkhazla peace proccss")
    assert found.process == "Abkhazia peace process"
    assert any("read as" in warning for warning in found.warnings)
    other = changed("Abkhazia peace process", "Armenia-Azerbaijan-Nagorno Karabakh: Process 2030")
    assert other.process == "Armenia-Azerbaijan-Nagorno Karabakh: Process 2030"


@pytest.mark.parametrize(
    ("line", "name", "text"),
    [
        ("Intrastate/intrastate conflict ( Hill Wars (1979 - ) )", "Hill Wars (1979 - )", ""),
        (
            "Interstate/intrastate conflict(s) ( Hill Wars (1979 1990) )",
            "Hill Wars (1979 - 1990)",
            "",
        ),
        ("Intrastate/intrastate conflict ()", "", ""),
        ("Intrastate/local conflict", "", ""),
        (
            "Intrastate/intrastate conflict (Hill War (1991 – 2002)\nMen fought.\nHill War (1991 – 2002)\n)",
            "Hill War (1991 - 2002)",
            "Men fought.",
        ),
    ],
)
def test_the_level_line_of_each_site_generation(line: str, name: str, text: str) -> None:
    value = "\n".join(shapes.HEADER["Agtp"])
    found = changed(value, line, "bold")
    assert found.level_code
    assert (found.conflict, found.conflict_description) == (name, text)


@pytest.mark.parametrize(
    ("body", "name", "text"),
    [
        ("Lowland Conflict\nMen fought.", "Lowland Conflict", "Men fought."),
        ("Lowland Conflict", "Lowland Conflict", ""),
        ("x" * 89 + "\nMen fought.", "x" * 89, "Men fought."),
        ("x" * 90 + "\nMen fought.", "", "x" * 90 + "\nMen fought."),
        ("Men fought.\nThen they met.", "", "Men fought.\nThen they met."),
        ("Hill War (1979 - )\nMen fought.", "Hill War (1979 - )", "Men fought."),
        ("Lowland Conflict Men fought.\nClose Lowland Conflict", "Lowland Conflict", "Men fought."),
        ("(Lowland Conflict) Men fought.", "Lowland Conflict", "Men fought."),
        ("(Lowland (or Hill) Conflict)\nMen fought.", "Lowland (or Hill) Conflict", "Men fought."),
        ("Lowland Conflict\nMen fought.\nLowland Conflict)", "Lowland Conflict", "Men fought."),
        ("", "", ""),
        ("-", "", ""),
        ("–", "", ""),
    ],
)
def test_a_conflict_is_named_before_it_is_told(body: str, name: str, text: str) -> None:
    assert conflict(body) == (name, text)


def test_a_region_repeated_for_each_country_is_one_region() -> None:
    found = changed("Region Europe and Eurasia", "Region Europe and Eurasia\nEurope and Eurasia")
    assert (found.region, found.warnings) == ("Europe and Eurasia", [])


def test_a_dash_is_no_third_party() -> None:
    assert changed(shapes.THIRD, "-").third_parties == ""


def test_sentences_that_begin_like_labels_stay_in_their_value() -> None:
    told = "Parties to the fighting met. \nStage by stage they talked.\nRegion-wide trade stopped."
    found = changed(shapes.TEXT, told)
    assert found.conflict_description.split() == told.split()
    assert found.stage == "Ceasefire/related"
    assert found.parties.startswith("For the Government")


def test_an_unknown_place_is_kept_and_reported() -> None:
    found = changed("Georgia\nAbkhazia", "Georgia\nRuritania")
    assert (found.country_entity, found.countries, found.entities) == (
        ["Georgia", "Ruritania"],
        ["Georgia"],
        [],
    )
    assert any("Ruritania" in warning for warning in found.warnings)


def test_places_of_several_words_are_told_apart() -> None:
    found = changed("Georgia\nAbkhazia", "Serbia Yugoslavia (former) Presevo Valley")
    assert found.country_entity == ["Serbia", "Yugoslavia (former)", "Presevo Valley"]
    assert found.entities == ["Presevo Valley"]


def test_a_print_footer_gives_the_number_and_is_no_value() -> None:
    footer = (
        "http://www.peaceagreements.org/agreements/9041/ 2/6\n"
        "11/22/26, 1:27 AM Protocol on the crossing points | PA-X Peace Agreements Database\n"
    )
    found = changed("Men and boys", footer + "Men and boys")
    assert (found.id, found.date, found.warnings) == ("9041", "2003-12-07", [])
    assert found.page_url == "http://www.peaceagreements.org/agreements/9041/"
    assert read(shapes.plain()).id == ""


def test_misread_letters_of_labels_and_values() -> None:
    text = shapes.plain().replace("Elderly/age No", "Elderlylage _No")
    text = text.replace("Country/entity", "Countrylentity").replace("LGBTI", "LoBTI")
    found = read(text.replace("Territory", "Terrltory").replace("mention.", "mention,"))
    assert (found.nature, found.country_entity) == ("Territory", ["Georgia", "Abkhazia"])
    assert found.issue_codes == ["GRef", "GRefSubs", "StRef", "RiOth", "Ce", "CeProv", "ImSrc"]


@pytest.mark.parametrize(
    ("field", "right", "written"),
    [
        ("status", "Multiparty signed/agreed", "Mu1tipqrty sigued/aqreed"),
        ("stage", "Ceasefire/related", "Ccasefire/re1atad"),
        ("region", "Europe and Eurasia", "Euvope aud Eurasla"),
        ("level", "Intrastate/intrastate conflict", "Intvastate/intrastqte conf1ict"),
        ("country_entity", "Georgia", "Geovgia"),
        ("nature", "Territory", "Tervitory"),
    ],
)
def test_as_many_misread_letters_as_leave_one_value_do_no_harm(
    field: str, right: str, written: str
) -> None:
    found, plain = changed(right, written), read(shapes.plain())
    assert getattr(found, field) == getattr(plain, field)
    assert found.warnings == []


@pytest.mark.parametrize("written", ["Yas", "Yesterday", "Never"])
def test_what_is_too_far_from_any_value_gets_none(written: str) -> None:
    found = changed("Interim arrangement Yes", f"Interim arrangement {written}")
    assert found.warnings == [f"Interim arrangement: not a known value: {written}"]


def test_a_misread_substage_is_one_of_its_own_stage() -> None:
    found = changed("Ceasefire/related", "Implementation/renegotiation (Implementation moda1itics)")
    assert (found.stage_code, found.substage_code) == ("Imp", "ImpMod")
    assert found.substage == "Implementation modalities"
    other = changed("Ceasefire/related", "Ceasefire/related (Implementation moda1itics)")
    assert (other.stage_code, other.substage_code) == ("Cea", "")
    assert other.substage == "Implementation moda1itics"
    assert other.warnings == [
        "Stage: not a known value below Ceasefire/related: Implementation moda1itics"
    ]


@pytest.mark.parametrize("written", ["Rcfugccs/dlsplaced", "Rafugaas/disp1aced"])
@pytest.mark.parametrize("nothing", [False, True])
def test_a_label_broken_by_its_value_is_known_with_its_beginning_misread(
    written: str, nothing: bool
) -> None:
    text = shapes.interleaved()
    value = "\n".join(shapes.ROWS["GRef"])
    first, *_ = value.split("\n")
    whole = f"Refugees/displaced {first}\npersons Page 2, Article 3\n{shapes.ROWS['GRef'][2]}"
    assert whole in text
    if nothing:
        text = text.replace(whole, f"Refugees/displaced {shapes.NOTHING}\npersons")
    assert told(text.replace("Refugees/displaced ", f"{written} ", 1), written) == read(text)
    if nothing:  # and with its end on the same line, behind the value
        beside = f"{written} {shapes.NOTHING} persons"
        text_beside = text.replace(f"Refugees/displaced {shapes.NOTHING}\npersons", beside)
        assert told(text_beside, written) == read(text)


@pytest.mark.parametrize("ends", [("→Ceasefire", "provision"), ("→", "Ceasefire provision")])
@pytest.mark.parametrize("begin", ["Security sector→Ceasefire", "Security sector→\nCeasefire"])
def test_a_path_may_break_anywhere_behind_its_section(begin: str, ends: tuple[str, str]) -> None:
    path = f"{begin}{ends[0]}\n{ends[1]}"
    assert changed("Security sector→Ceasefire→Ceasefire provision", path) == read(shapes.plain())


def test_a_step_that_no_path_has_is_kept_as_it_is_printed() -> None:
    printed = "Security sector→Ceasefire→Ceasefire hopes"
    found = changed("Security sector→Ceasefire→Ceasefire provision", printed)
    kept = [(one.code, one.path, one.page) for one in found.provisions if one.code == "Ce"]
    assert kept == [("Ce", printed, "Page 1:"), ("Ce", printed, "Page 2:")]
    assert "CeProv" not in found.issue_codes


def test_rows_of_one_short_word_make_a_page_by_what_is_said_of_them() -> None:
    short = ("LGBTI", "Family", "Elections", "Other", "NHRI", "Business", "Taxation", "Banks")
    short += ("Police", "DDR", "Drugs", "Courts", "Vetting", "Victims", "Source")
    assert looks_like_page("\n".join(f"{word} {shapes.NOTHING}" for word in short))
    assert looks_like_page("\n".join(short))
    assert not looks_like_page("\n".join(f"{word} of the country" for word in short))


@pytest.mark.parametrize("arrow", [">", "~", "»", "→"])
def test_a_path_with_any_arrow_shows_a_misread_label_before_it(arrow: str) -> None:
    text = shapes.interleaved().replace("→", arrow)
    misread = text.replace("Refugees/displaced Groups", "Rcfugccs/dlsplaced Groups")
    assert misread != text
    assert told(misread, "Rcfugccs/dlsplaced") == read(text)


def test_a_lost_label_and_a_label_glued_to_its_value() -> None:
    text = shapes.inside().replace(f"Taxation\t{shapes.NOTHING}", f"Taxation{shapes.NOTHING}")
    text = text.replace(f"Banks\t{shapes.NOTHING}", "o specific mention.")
    found = read(text)
    assert found.issue_codes == ["GRef", "GRefSubs", "StRef", "RiOth", "Ce", "CeProv", "ImSrc"]


def test_a_garbled_copy_of_a_row_is_kept_as_a_warning() -> None:
    found = changed("Stage Ceasefire", "Stagc Ceascfirc/rclatcd\nStage Ceasefire")
    assert found.stage == "Ceasefire/related"
    words = " ".join([*found.warnings, found.conflict_description, found.conflict])
    assert "Ceascfirc/rclatcd" in words


def test_power_sharing_is_told_by_level() -> None:
    rows = {
        **shapes.ROWS,
        "Polps": [
            "Power sharing→Political power sharing→Executive coalition",
            "State level",
            "Page 3:",
            "Both sides name ministers.",
        ],
    }
    out = [f"**{label}** " + "\n".join(value) + "\n" for label, value in shapes.header()]
    for section, below in shapes.body(rows):
        out.append(f"## {section}\n")
        out += [f"**{label}** " + "\n".join(value) + "\n" for label, value in below]
    found = read("\n".join(out))
    (one,) = [item for item in found.provisions if item.code.startswith("Pps")]
    assert (one.code, one.page) == ("PpsEx:St", "Page 3:")
    assert one.path == "Power sharing→Political power sharing→Executive coalition"


@pytest.mark.parametrize(
    ("lines", "code", "page", "excerpt"),
    [
        (["State level", "Page 3:", "Both."], "PpsEx:St", "Page 3:", "Both."),
        (["State level Page 3:", "Both."], "PpsEx:St", "Page 3:", "Both."),
        (["State level Page 3: Both."], "PpsEx:St", "Page 3:", "Both."),
        (["Sub-state level", "Page 3:", "Both."], "PpsEx:Sub", "Page 3:", "Both."),
        (["STATE LEVEL"], "PpsEx:St", "", ""),
        (["Page 3:", "State level"], "PpsEx", "Page 3:", "State level"),
        (["Statehood", "Page 3:", "Both."], "PpsEx", "", "Statehood"),
    ],
)
def test_the_level_of_power_sharing_may_stand_before_its_passage(
    lines: list[str], code: str, page: str, excerpt: str
) -> None:
    path = "Power sharing→Political power sharing→Executive coalition"
    found = read_row("Polps", [path, *lines], [True] * (1 + len(lines)), 0)
    assert (found[0].code, found[0].path) == (code, path)
    assert (found[0].page, found[0].excerpt) == (page, excerpt)


def test_text_in_a_wrong_encoding_is_put_right() -> None:
    found = changed("Ana Almeida", "Ana Belén".encode().decode("cp1252"))
    assert "Ana Belén, Minister" in found.parties


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Con,Contp,PP,PPName,Reg,AgtId,Ver,Agt,Dat,Status,Lgt\nGeorgia,Territory,46,x,y,1,9,z,,,\n",
        "Peace talks resume\n\nThe parties met on that date. Third parties were there.\n" * 30,
        "Log in\nUser name\nPassword\nForgotten your password?\n",
        "Region\nDate\nParties\nDescription\nStage\nSource\n",
    ],
)
def test_what_is_no_coding_page_is_refused(text: str) -> None:
    assert not looks_like_page(text)
    with pytest.raises(SourceError, match=r"notes\.txt: not a PA-X coding page"):
        read_page(text, "notes.txt")


def test_a_text_of_fifty_megabytes_is_refused_at_once() -> None:
    with pytest.raises(SourceError, match="too large"):
        read_page(shapes.plain() + "x y\n" * 12_500_000, "big.txt")


def test_a_long_excerpt_on_the_line_of_its_path_is_kept_whole() -> None:
    long = " ".join(f"word{number}" for number in range(2000))
    row = "\n".join(shapes.ROWS["GRef"])
    found = changed(row, f"{shapes.ROWS['GRef'][0]} Page 2:{long} Page 3:More of it.", "bold")
    told = [(one.page, one.excerpt) for one in found.provisions if one.code == "GRefSubs"]
    assert told == [("Page 2:", long), ("Page 3:", "More of it.")]


def test_text_beside_a_date_is_kept() -> None:
    found = changed("7 Dec 2003", "7 Dec 2003 at noon")
    assert (found.date, found.warnings) == ("2003-12-07", ["Date: text beside the value: at noon"])


def test_saved_html_keeps_the_address_of_the_document() -> None:
    address = "https://example.org/media/documents/x.pdf"
    link = html_to_text(f'<p><a href="{address}">GE_031207_Protocol.pdf</a></p>').strip()
    assert link == f"[GE_031207_Protocol.pdf]({address})"
    assert changed("GE_031207_Protocol.pdf", link).pdf_url == address


@pytest.mark.parametrize("mark", ["\x02", "\ufffe"])
def test_the_hyphens_of_pdfium_are_hyphens(mark: str) -> None:
    found = changed("Protocol on the crossing points", f"Protocol on non{mark}aggression")
    assert found.name == "Protocol on non-aggression"


@pytest.mark.parametrize("label", ["Children/youth", "Disabled persons", "Elderly/age"])
def test_a_label_that_is_printed_again_at_the_end_of_a_sheet_changes_nothing(label: str) -> None:
    page = (folder("samples") / "pages" / "bougainville.txt").read_text(encoding="utf-8")
    (line,) = [line for line in page.split("\n") if line.strip().startswith(label)]
    alone = line[: line.index(label) + len(label)]
    again = page.replace(line, f"{alone}\n\n{line}")
    assert read_page(again, "page.txt") == read_page(page, "page.txt")
