"""The costs by which values are given to labels, and the scores by which labels are found.

Both are sums of which only the order counts: a chain of labels, an alignment of values, wins if no
other comes out better. One unit is about "a sign that can be wrong", three "a sign that hardly ever
is", eight and more "against the order of the page".

How they were found: set by hand while the look-alike pages (540 files of eleven converters), the
two first real pages and the shapes of ``tests/pages/shapes.py`` were read, and kept where no
converter's score fell. ``python -m benchmarks.weights`` halves and doubles each and prints what
that changes: few matter alone, since what decides is which of two signs weighs more.
"""

from __future__ import annotations

from typing import Final


class Score:
    """Whether words are a label: the higher, the surer."""

    SURE: Final = 5.5  # needs no place in the order
    LEAST: Final = {"field": -3.0, "section": 0.0, "row": 0.0}  # below these it is none
    MISSING: Final = {"field": 3.0, "section": 0.5, "row": 1.5}  # what leaving one out costs
    MOST_MISSING: Final = 6.0  # what a gap costs at most, however many labels are missing in it
    EDGE: Final = 0.5  # share of that at the page's beginning and end, which may be cut off

    BASE: Final = 0.6
    LETTER: Final = 0.09  # each letter: long labels are hardly ever prose
    LONGEST: Final = 3.0  # base and letters together
    FURTHER_PART: Final = -0.3  # each part beyond the first
    AMONG_VALUES: Final = -4.0  # on a line that stands where values stand
    SMALL_LETTER: Final = -2.0  # a page's labels begin with a capital
    WITHIN_LINE: Final = -1.0
    BEFORE_COLON_PROSE: Final = -1.5  # "Ceasefire: the parties ..." is an excerpt
    BEFORE_PUNCTUATION: Final = -1.5
    BEFORE_SMALL_LETTER: Final = {"short": -2.5, "long": -1.2}
    SET_OFF: Final = 3.0  # bold, a cell or a column ends with the label
    SET_OFF_LONGER: Final = 1.0
    SET_OFF_SHORTER: Final = -0.5
    AFTER_NOTHING: Final = 1.0  # the line before says that nothing is coded: a row has ended
    ALONE: Final = 1.5  # nothing else on its lines
    ALONE_OPENS: Final = 0.5  # and a paragraph or a cell begins with it
    SECTION_ALONE: Final = 1.0
    SECTION_WITH_TEXT: Final = -2.5
    HEADING: Final = 0.5
    VALUE_FOLLOWS: Final = {"same line": 3.0, "next line": 2.0}  # a value of its kind
    PASSAGE_FOLLOWS: Final = {"same line": 2.0, "next line": 1.5}
    NOTHING_AFTER_FIELD: Final = -3.0  # only rows say that nothing is coded

    MISREAD: Final = 4.0  # each misread letter takes 1 off
    BROKEN: Final = 1.5
    BROKEN_TAIL: Final = 1.0  # its rest was found too
    SETTLED: Final = 20.0  # labels found unharmed stay while misread ones are looked for


class Cost:
    """Whether a block of text belongs to a label: the lower, the likelier."""

    EMPTY: Final = {"row": 3.0, "field": 2.5, "section": 0.0}  # a label without value
    EMPTY_THIRD_PARTIES: Final = 1.0  # often none, and some converters lose the dash
    OUT_OF_ORDER: Final = 9.0  # nothing fits: the block stays where the last one was
    BEFORE_FIRST: Final = 8.0  # text that stands behind a label belongs above all labels
    ABOVE_FIRST: Final = 1.0  # text above all labels belongs to one of them
    CLOSE: Final = 0.8  # two slots of a block that differ by less are alike
    OWN_LINE: Final = 10  # blocks on the label's own line count as so many

    # How far a block stands from its label.
    BEFORE_LABEL: Final = 0.7
    BEFORE_HEADING: Final = 0.3
    AFTER_NEXT_LABEL: Final = 1.6
    AFTER_LABEL: Final = 0.8
    STAY_AWAY: Final = 0.3  # share of it for a further block of the same value

    # Where one value ends and the next begins.
    TURN_TO_KIND: Final = 0.2  # in mid-paragraph, to the kind of value that the label takes
    TURN: Final = 2.0  # in mid-paragraph
    TURN_BEHIND_LOCATOR: Final = 6.0  # behind a page or a path, whose words follow
    STAY_NOTHING: Final = 5.0  # a value that says nothing goes on
    STAY_SHORT: Final = 3.0  # a value of one line goes on
    STAY_PARAGRAPH: Final = 0.25

    # What a section's heading, a row or a field takes.
    HEADING_NOTHING: Final = 1.5
    HEADING_SHORT: Final = 0.2
    HEADING_TEXT: Final = 2.5
    ROW_OWN_PATH: Final = -5.0
    ROW_OTHER_PATH: Final = 6.0
    ROW_PASSAGE: Final = -0.5
    ROW_NAMED: Final = -0.8  # an excerpt tends to name its topic
    ROW_DASH: Final = 2.0
    FIELD_NOTHING: Final = 8.0
    FIELD_KIND: Final = -3.0
    FIELD_NOT_KIND: Final = 4.0
    PROCESS_NOT_KIND: Final = 2.0  # processes that no list has
    DOCUMENT_NOT_KIND: Final = 2.5
    PLACE_NOT_KIND: Final = 1.5
    LEVEL_TEXT: Final = 0.3
    PROSE_OTHER_KIND: Final = 2.0
    TEXT_OTHER_KIND: Final = 2.0
    TEXT: Final = 0.5

    # What the words of a paragraph say of the fields of prose.
    DASH_IS_NO_DESCRIPTION: Final = -0.5
    DASH_IS_NO_PARTY: Final = 0.5
    DESCRIBES: Final = -0.6
    DESCRIBES_ELSEWHERE: Final = 0.4
    THIRD_PARTY: Final = -0.5
    THIRD_PARTY_ELSEWHERE: Final = 0.2
