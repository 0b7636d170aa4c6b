"""What the words of a paragraph say of the fields of prose: parties, third parties, description."""

from __future__ import annotations

import re

from graphbuild.patterns import late
from graphbuild.sources.page import marks
from graphbuild.sources.page.weights import Cost

PROSE = ("Part", "ThrdPart", "description")
_TELLS = late(
    r"(?:an?|the|this|these|in this|short|brief|joint|agreed|establish\w*|provid\w*|outlin\w*|reaffirm\w*|call\w*|set\w* out)\b"
    r".{0,80}\b(?:agreements?|accord|protocol|declaration|statement|resolution|treaty|memorandum|communiqu\w+|document|"
    r"agree[sd]?|provid\w+|establish\w*|outlin\w+|calls?|committing|contains?|covers?|ceasefire|truce)\b",
    re.I | re.S,
)
_THIRD = late(
    r"\b(?:witness\w*|mediat\w+|observ\w+|facilitat\w+|guarant\w+|in (?:the )?presence of|accompan\w+|"
    r"united nations|african union|testigos?|mediadora?|t[ée]moins?|garantes?|m[ée]diateurs?)\b",
    re.I,
)


def cost(text: str, key: str) -> float:
    """What it costs that a paragraph is the value of one of these fields, or its beginning."""
    if marks.DASH.match(text):
        return Cost.DASH_IS_NO_DESCRIPTION if key != "Part" else Cost.DASH_IS_NO_PARTY
    if _TELLS.match(text):
        return Cost.DESCRIBES if key == "description" else Cost.DESCRIBES_ELSEWHERE
    if _THIRD.search(text):
        return Cost.THIRD_PARTY if key == "ThrdPart" else Cost.THIRD_PARTY_ELSEWHERE
    return 0.0
