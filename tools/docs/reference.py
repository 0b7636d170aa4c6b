"""The references: a module for each, and the page that lists them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tools.docs import coding, commands, diagram, findings, pictures, python_api, questions
from tools.docs.sample import Sample

PAGES: dict[str, tuple[str, Callable[[Sample, Path], str]]] = {
    "commands": (
        "every command with its options, examples and what it prints",
        lambda sample, _: commands.page(sample),
    ),
    "queries": (
        "every saved query: question, parameters, an answer",
        lambda sample, _: questions.page(sample),
    ),
    "networks": (
        "every network: what ties whom, parameters, a picture",
        lambda sample, out: pictures.page(sample, out / "pictures"),
    ),
    "python": ("every name of the Python API", lambda *_: python_api.page()),
    "columns": ("every column of PA-X and where it goes", lambda *_: coding.columns_page()),
    "codes": ("the coding scheme, code by code", lambda *_: coding.scheme_page()),
    "vocabulary": ("the ontology, with a diagram", lambda *_: diagram.page()),
    "findings": (
        "every kind of finding: what it means, what to do",
        lambda *_: findings.page(),
    ),
}
"""Each page with what it holds, and what makes it of the sample and the folder it goes to."""


def write(target: Path, sample: Sample) -> None:
    """Write all references into ``target/reference``."""
    out = target / "reference"
    out.mkdir(parents=True, exist_ok=True)
    listed = [
        "# Reference",
        "",
        "Made from the code's own tables, and from the shipped sample.",
        "",
    ]
    for name, (holds, make) in PAGES.items():
        text = make(sample, out)
        (out / f"{name}.md").write_text(text, encoding="utf-8")
        title = text.split("\n", 1)[0].removeprefix("# ")
        listed.append(f"- [{title}]({name}.md): {holds}")
    (out / "index.md").write_text("\n".join(listed) + "\n", encoding="utf-8")
