"""Reads PA-X coding pages: the page of one agreement on the website, as any converter gives it."""

from __future__ import annotations

from graphbuild.sources.page.detect import looks_like_page
from graphbuild.sources.page.reader import read_page

__all__ = ["looks_like_page", "read_page"]
