"""Works in the forms that programs for references read: text, BibTeX, RIS, CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Final

from graphbuild.ontology.references import Reference, in_words

_BIBTEX: Final = {"article": "article", "dataset": "misc", "software": "misc"}
_RIS: Final = {"article": "JOUR", "dataset": "DATA", "software": "COMP"}
_CSL: Final = {"article": "article-journal", "dataset": "dataset", "software": "software"}
_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "#": r"\#",
        "_": r"\_", "$": r"\$", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip


def text(works: Sequence[Reference]) -> str:
    """One line for each work."""
    return "".join(f"{in_words(work)}\n" for work in works)


def bibtex(works: Sequence[Reference]) -> str:
    """BibTeX in UTF-8; titles keep their capitals."""
    return "\n".join(map(_bibtex, works))


def _bibtex(work: Reference) -> str:
    fields = {
        "author": " and ".join(f"{family}, {given}" for family, given in work.authors),
        "title": f"{{{work.title.translate(_ESCAPES)}}}",
        "journal": work.journal,
        "year": work.year,
        "volume": work.volume,
        "number": work.issue,
        "version": work.version,
        "publisher": work.publisher,
        "note": work.note or (work.version and f"Version {work.version}"),
    }
    lines = [
        f"  {name} = {{{value if name == 'title' else value.translate(_ESCAPES)}}},\n"
        for name, value in fields.items()
        if value
    ]
    lines += [f"  doi = {{{work.doi}}},\n"] if work.doi else []
    lines += [f"  url = {{{work.link}}},\n"] if work.link else []
    key = work.key.replace(".", "-")
    return f"@{_BIBTEX[work.type]}{{{key},\n{''.join(lines)}}}\n"


def ris(works: Sequence[Reference]) -> str:
    """RIS, a block of tags for each work."""
    return "".join(map(_ris, works))


def _ris(work: Reference) -> str:
    tags = [
        ("TY", _RIS[work.type]),
        *(("AU", f"{family}, {given}") for family, given in work.authors),
        ("PY", work.year),
        ("TI", work.title),
        ("JO", work.journal),
        ("VL", work.volume),
        ("IS", work.issue),
        ("ET", work.version),
        ("PB", work.publisher),
        ("N1", work.note),
        ("DO", work.doi),
        ("UR", work.link),
    ]
    body = "".join(f"{tag}  - {value}\n" for tag, value in tags if value)
    return f"{body}ER  - \n\n"


def csl_json(works: Sequence[Reference]) -> str:
    """CSL-JSON, which Zotero, Pandoc and citation processors read."""
    return json.dumps([_csl(work) for work in works], ensure_ascii=False, indent=2) + "\n"


def _csl(work: Reference) -> dict[str, Any]:
    found: dict[str, Any] = {"id": work.key, "type": _CSL[work.type], "title": work.title}
    if work.authors:
        found["author"] = [{"family": family, "given": given} for family, given in work.authors]
    if work.year:
        found["issued"] = {"date-parts": [[int(work.year)]]}
    texts = {
        "container-title": work.journal,
        "volume": work.volume,
        "issue": work.issue,
        "version": work.version,
        "publisher": work.publisher,
        "note": work.note,
        "DOI": work.doi,
        "URL": work.link,
    }
    return found | {name: value for name, value in texts.items() if value}


FORMS: Final[dict[str, Callable[[Sequence[Reference]], str]]] = {
    "text": text,
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": csl_json,
}
"""What writes each form."""
