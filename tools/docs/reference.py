"""The references: a module for each, and the page that lists them."""

from __future__ import annotations

from pathlib import Path

from tools.docs.sample import Sample


def write(target: Path, sample: Sample) -> None:
    """Write all references into ``target/reference``."""
    out = target / "reference"
    out.mkdir(parents=True, exist_ok=True)
    listed = sample.run("graphbuild --help")
    (out / "index.md").write_text(f"# Reference\n\n```text\n{listed}```\n", encoding="utf-8")
