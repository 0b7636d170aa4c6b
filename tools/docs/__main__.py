"""Writes the site's pages into ``.site-pages``, and has Zensical make ``site/`` of them.

pip install "graphbuild[docs]"
python -m tools.docs            # open site/index.html: no server is needed
python -m tools.docs --pages    # the pages alone, as Markdown
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.docs import inserted, reference
from tools.docs.pages import ROOT, copy_pages
from tools.docs.sample import Sample

PAGES, SETTINGS = ".site-pages", "mkdocs.yml"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_TOLD = re.compile(r"Warning: .*|Error: .*|\[ .*:\d+:\d+ \]")


def write_pages(target: Path) -> None:
    """Write every page of the site into a folder, which is emptied first."""
    copy_pages(target)
    inserted.fill(target)
    with tempfile.TemporaryDirectory() as place:
        reference.write(target, Sample(Path(place)))


def make_site(place: Path) -> int:
    """Write the pages and make the site of them, in ``place/site``; 0 if all is well.

    Zensical is strict: a link that leads to no page is a failure, and told in a line.
    """
    write_pages(place / PAGES)
    shutil.rmtree(place / "site", ignore_errors=True)
    if place != ROOT:
        shutil.copyfile(ROOT / SETTINGS, place / SETTINGS)
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    for line in _COLOUR.sub("", done.stdout + done.stderr).splitlines():
        if told := _TOLD.search(line):
            print(told[0])
    return done.returncode


def main() -> int:
    """Make the pages; then the site, unless the pages alone are asked for."""
    parser = argparse.ArgumentParser(prog="python -m tools.docs")
    parser.add_argument("--pages", action="store_true", help="only write the pages")
    if parser.parse_args().pages:
        write_pages(ROOT / PAGES)
        return 0
    return make_site(ROOT)


if __name__ == "__main__":
    sys.exit(main())
