"""How well coding pages are read from converters that graphbuild has not been made for.

    python -m benchmarks.converters make pages/             # what each converter gives for the samples
    python -m benchmarks.converters count pages/ [--tree OTHER-CHECKOUT] [--only NAME] [--faults]

The sample pages are laid out anew in several ways, printed to PDF by several programs, and read
back by whatever of lynx, w3m, pandoc, pdftotext, ... is installed; text converters come from an
environment of their own (``--python``, see ``converters.txt``). ``count`` compares the records with
the samples' own: codes and values that are false or lost, and excerpts that no page holds; each
told (a remark or finding speaks of it, or the page was refused) or silent.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from benchmarks.pages import converting, layouts
from graphbuild.ontology import topics

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples" / "pages"
Record = dict[str, Any]
_ALIKE = 0.85
FIELDS = {
    "name": "Agreement name",
    "date": "Date",
    "status": "Agreement status",
    "interim": "Interim arrangement",
    "level": "Agreement/conflict level",
    "conflict": "Agreement/conflict level",
    "conflict_description": "Agreement/conflict level",
    "stage": "Stage",
    "nature": "Conflict nature",
    "process": "Peace process",
    "region": "Region",
    "country_entity": "Country/entity",
    "parties": "Parties",
    "third_parties": "Third parties",
    "description": "Description",
    "agreement_document": "Agreement document",
    "related_cases": "Related cases",
    "source_citation": "Source",
}
_READ = """
import json, sys
from pathlib import Path
from graphbuild.errors import GraphbuildError
from graphbuild.report import Report
from graphbuild.sources import read_sources
for name in sys.stdin.read().splitlines():
    report, records, refused = Report(), [], ""
    try:
        for file in read_sources([Path(name)], report):
            records += [one.to_json() for one in file.agreements]
    except GraphbuildError as error:
        refused = str(error)
    told = [f"{one.level}: {one.message}" for one in report.problems if one.kind != "page-remark"]
    print(json.dumps({"file": name, "records": records, "refused": refused, "told": told}))
"""


def read(files: list[Path], tree: Path) -> list[Record]:
    """What a checkout of graphbuild reads from each of the files."""
    env = {**os.environ, "PYTHONPATH": str(tree)}
    done = subprocess.run(
        [sys.executable, "-c", _READ],
        input="\n".join(str(path.resolve()) for path in files),
        cwd=tree,
        env=env,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def truth() -> dict[str, Record]:
    """The records of the sample pages, by the stem of their files."""
    found = read(sorted(SAMPLES.iterdir()), ROOT)
    return {Path(item["file"]).stem: item["records"][0] for item in found}


def letters(value: object) -> str:
    """Letters and digits of a value alone: how values are compared."""
    text = "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in folded if char.isalnum())


def faults(item: Record, right: Record) -> Iterator[tuple[str, str, str, bool]]:
    """Each fault of what was read: kind, field or code, the words, and whether it was told."""
    if not item["records"]:
        yield "refused", "", item["refused"] or " ".join(item["told"]), True
        return
    if len(item["records"]) > 1:
        yield "false value", "record", f"{len(item['records'])} records of one page", False
    got = item["records"][0]
    told = "\n".join([*got["warnings"], *item["told"]])
    plain = letters(told)
    misspelt = "letters of its values may be lost or false" in told

    def is_told(*words: str) -> bool:
        return any(len(letters(word)) > 2 and letters(word) in plain for word in words)

    for field, label in FIELDS.items():
        want, have = letters(right.get(field)), letters(got.get(field))
        if want == have:
            continue
        kind = "lost value" if have in want else "false value"
        letter = misspelt and _alike(want, have)
        yield kind, field, repr(got.get(field))[:200], letter or is_told(label)
    codes = {code: _path(right, code) for code in right["issue_codes"]}
    for code in sorted(set(got["issue_codes"]) - set(codes)):
        words = " ".join(one["excerpt"] for one in got["provisions"] if one["code"] == code)
        yield "false code", code, words[:200], is_told(_path(got, code))
    for code in sorted(set(codes) - set(got["issue_codes"])):
        yield "lost code", code, codes[code], is_told(codes[code], codes[code].split("→")[-1])
    wanted = Counter(letters(one["page"] + one["excerpt"]) for one in right["provisions"])
    had = Counter(letters(one["page"] + one["excerpt"]) for one in got["provisions"])
    missing = wanted - had
    for words in had - wanted:
        letter = misspelt and any(_alike(words, right_one) for right_one in missing)
        yield "false excerpt", "", words[:200], letter or is_told(words)
    strange = [one for one in json.dumps(got, ensure_ascii=False) if one in "\ufffd\0"]
    if strange or "(cid:" in json.dumps({k: v for k, v in got.items() if k != "warnings"}):
        yield "false value", "marks", "marks of conversion in a value", False


def _alike(one: str, other: str) -> bool:
    """Whether two texts differ in some letters only."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio() > _ALIKE


def _path(record: Record, code: str) -> str:
    for one in record["provisions"]:
        if one["code"] == code and one["path"]:
            return str(one["path"])
    return topics.topics()[code].path


KINDS = ("false code", "false excerpt", "false value", "lost code", "lost value")


def count(folder: Path, tree: Path, only: str, show: bool) -> None:
    """Print a line for each converter: its files, those refused, and faults, told and silent."""
    right = truth()
    print(f"{'converter':<34}{'files':>6}{'refused':>8}" + "".join(f"{kind:>16}" for kind in KINDS))
    total: Counter[tuple[str, bool]] = Counter()
    for home in sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] != "."):
        if only and not any(home.name.startswith(name) for name in only.split(",")):
            continue
        files = sorted(path for path in home.iterdir() if path.stat().st_size)
        tally: Counter[tuple[str, bool]] = Counter()
        for item in read(files, tree):
            for kind, field, words, told in faults(
                item, right[Path(item["file"]).name.split(".")[0]]
            ):
                tally[kind, told] += 1
                if show:
                    print(
                        f"  {'told  ' if told else 'SILENT'} {Path(item['file']).name} {kind} {field}: {words}"
                    )
        print(_line(home.name, len(files), tally))
        total += tally
        total["files", True] += len(files)
    print(_line("all", total["files", True], total))


def _line(name: str, files: int, tally: Counter[tuple[str, bool]]) -> str:
    cells = (f"{tally[kind, False]} + {tally[kind, True]} told" for kind in KINDS)
    return f"{name:<34}{files:>6}{tally['refused', True]:>8}" + "".join(
        f"{cell:>16}" for cell in cells
    )


def make(folder: Path, python: str, only: str) -> None:
    """Write what every converter gives for every sample in every layout."""
    right = truth()
    work = folder / ".work"
    work.mkdir(parents=True, exist_ok=True)
    jobs = []
    for name, layout in layouts.LAYOUTS.items():
        for stem, record in right.items():
            page = work / f"{stem}.{name}.html"
            if not page.exists():
                page.write_text(layout(record), encoding="utf-8")
            jobs.append(page)
    with ThreadPoolExecutor(2) as pool:
        for _ in pool.map(lambda page: converting.convert(page, folder, python, only), jobs):
            pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("what", choices=["make", "count"])
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--tree", type=Path, default=ROOT, help="checkout of graphbuild to read with"
    )
    parser.add_argument(
        "--python", default=sys.executable, help="where the text converters are installed"
    )
    parser.add_argument(
        "--only", default="", help="converters whose names begin so, parted by commas"
    )
    parser.add_argument("--faults", action="store_true", help="print every fault")
    given = parser.parse_args()
    if given.what == "make":
        make(given.folder, given.python, given.only)
    else:
        count(given.folder, given.tree.resolve(), given.only, given.faults)


if __name__ == "__main__":
    main()
