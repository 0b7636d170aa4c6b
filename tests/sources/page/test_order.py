"""Values that stand apart from their labels: given by order, and told where another row may have them."""

from __future__ import annotations

import tracemalloc

import pytest

from graphbuild.records import Agreement
from graphbuild.report import Report
from graphbuild.sources import read_sources
from graphbuild.sources.page import read_page
from graphbuild.sources.page.assign import MOST, assign
from graphbuild.sources.page.blocks import Block
from graphbuild.sources.page.labels import Label
from graphbuild.sources.page.slots import slots

from . import shapes


def read(text: str) -> Agreement:
    (found,) = read_page(text, "page.txt")
    return found


def _body() -> str:
    text = shapes.labels_first()
    return text[text.index("\nGroups\n") :]


def _blocks(pairs: list[tuple[str, list[str]]]) -> str:
    return "\n\n".join("\n".join(value) for _, value in pairs)


def test_a_header_whose_values_come_before_their_labels_is_read_whole() -> None:
    fields = shapes.header()
    early, late = fields[:7], fields[7:]
    text = "\n\n".join(part for label, value in early for part in (label, "\n".join(value)))
    text += f"\n\n{_blocks(late)}\n\n" + "\n\n".join(label for label, _ in late) + "\n"
    found = read(text + shapes.bold()[shapes.bold().index("## **Groups") :])
    right = read(shapes.bold())
    for name in ("stage", "nature", "process", "parties", "third_parties", "description"):
        assert getattr(found, name) == getattr(right, name)
    assert found.conflict_description == right.conflict_description


def test_rows_whose_values_come_before_their_labels_are_read() -> None:
    text = shapes.bold()
    start, end = text.index("**Armed forces**"), text.index("**Drugs**")
    rows = text[start:end].strip().split("\n\n")
    labels = [row.split("** ")[0] + "**" for row in rows]
    passage = "Page 7:\nThe army goes back to its barracks."
    values = [passage, *[shapes.NOTHING] * (len(rows) - 1)]
    queue = [labels[0], *values, *labels[1:]]
    found = read(text.replace(text[start:end], "\n\n".join(queue) + "\n\n"))
    assert [one.code for one in found.provisions if one.page == "Page 7:"] == ["SsrArm"]


def _queued(*values: str) -> str:
    """A page that prints three labels of prose and then their values."""
    text = shapes.bold()
    start, end = text.index("**Parties**"), text.index("**Agreement document**")
    queue = ["**Parties**", "**Third parties**", "**Description**", *values]
    return text.replace(text[start:end], "\n\n".join(queue) + "\n\n")


def test_words_that_another_row_may_have_are_told_with_both() -> None:
    """A name has no kind of its own, so that order alone says whose it is."""
    found = read(_queued("Ana Almeida", "Ben Barros", "Carla Cruz", "Opens two crossing points."))
    remarks = [words for words in found.warnings if "is not certain" in words]
    assert any("Parties" in words and "Third parties" in words for words in remarks)


def test_a_field_that_its_neighbours_may_have_swallowed_is_told() -> None:
    found = read(_queued("For the Government: Ana Almeida\nBen Barros", "This protocol opens two."))
    assert found.third_parties or any("Third parties" in words for words in found.warnings)


def test_a_finding_names_the_page_and_its_doubtful_rows(tmp_path) -> None:  # type: ignore[no-untyped-def]
    page = tmp_path / "page.md"
    text = _queued("Ana Almeida", "Ben Barros", "Carla Cruz", "Opens two crossing points.")
    page.write_text(text, encoding="utf-8")
    report = Report()
    read_sources([page], report)
    (finding,) = [one for one in report.problems if one.kind == "shared-lines"]
    assert "Protocol on the crossing points" in finding.message
    assert "Third parties" in finding.message


def test_a_page_in_order_has_no_such_remark() -> None:
    for make in (shapes.bold, shapes.plain, shapes.columns, shapes.pipes, shapes.tagged):
        assert not [words for words in read(make()).warnings if "not certain" in words]


def test_page_and_words_of_a_passage_stay_together() -> None:
    text = shapes.labels_first()
    found = read(text)
    assert all(one.excerpt for one in found.provisions)


def test_a_label_behind_a_sentence_whose_line_end_was_lost_is_found() -> None:
    text = shapes.plain()
    rows = f"Media and communication {shapes.NOTHING}\nMobility/access {shapes.NOTHING}"
    assert rows in text
    lost = f"Media and communication\nPage 3:\nThe radio is free. Mobility/access\n{shapes.NOTHING}"
    found = read(text.replace(rows, lost))
    (passage,) = [one for one in found.provisions if "radio" in one.excerpt]
    assert (passage.code, passage.excerpt) == ("Med", "The radio is free.")


@pytest.mark.parametrize("glue", ["", " "])
def test_what_a_converter_glued_to_a_sentence_is_parted(glue: str) -> None:
    text = shapes.bold()
    text = text.replace("towns.\nClose", f"towns.{glue}Close")
    text = text.replace("river.\nPage 2:\n", f"river.{glue}Page 2: ")
    found, right = read(text), read(shapes.bold())
    assert found.conflict_description == right.conflict_description
    assert [one.page for one in found.provisions] == [one.page for one in right.provisions]


@pytest.mark.parametrize("left", ["p", "N ifi ti", "- spec c e t o .", "S i i i ht", "I", "l"])
def test_what_is_left_of_letters_is_no_passage_and_told(left: str) -> None:
    text = shapes.bold().replace(f"**Police** {shapes.NOTHING}", f"**Police** {left}")
    found = read(text)
    assert found.issue_codes == read(shapes.bold()).issue_codes
    assert found.warnings == [f"Police: scraps of labels or letters, no passage: {left}"]


def test_short_words_are_passages() -> None:
    for words in ("Sí.", "ONU", "Voir 5.", "停火", "Ej."):
        text = shapes.bold().replace(f"**Police** {shapes.NOTHING}", f"**Police** {words}")
        found = [one.excerpt for one in read(text).provisions if one.code == "SsrPol"]
        told = [one for one in read(text).warnings if words in one]
        assert found == [words] or told


def test_a_row_that_lost_its_value_is_told() -> None:
    found = read(shapes.bold().replace(f"**Police** {shapes.NOTHING}", "**Police**"))
    assert found.warnings == ["no value was found in rows, which always have one: Police"]


def _held(count: int) -> float:
    """Bytes a block that aligning so many takes at most; their labels stand far apart."""
    labels = [Label(slot.index, ((slot.index, 0, 5),), 5.0) for slot in slots()]
    blocks = [
        Block([f"Words {number}."], [True], min(number, len(labels) - 1), inline=False)
        for number in range(count)
    ]
    tracemalloc.start()
    found = assign(labels, blocks)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found.owners) == len(found.rivals) == count
    return peak / count


def test_memory_grows_no_faster_than_the_blocks_of_a_page() -> None:
    few, many = _held(500), _held(20_000)
    assert many < 2 * few
    assert MOST < 20_000
