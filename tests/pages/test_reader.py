"""Coding pages through the front door: what each shape of text yields."""

from __future__ import annotations

import pytest

from graphbuild.errors import SourceError
from graphbuild.sources.page import looks_like_page, read_page


def test_text_without_labels_is_refused() -> None:
    text = "An article about a peace agreement.\nIts Date and Parties are named.\n" * 20
    assert not looks_like_page(text)
    with pytest.raises(SourceError, match="not a PA-X coding page"):
        read_page(text, "article.txt")
