"""Writes the site's pages into ``.site-pages``, and has Zensical make ``site/`` of them.

pip install "graphbuild[docs]"
python -m tools.docs            # open site/index.html: no server is needed
python -m tools.docs --pages    # the pages alone, as Markdown
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.docs import reference
from tools.docs.pages import ROOT, copy_pages
from tools.docs.sample import Sample

PAGES = ROOT / ".site-pages"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def write_pages(target: Path) -> None:
    """Write every page of the site into an empty folder."""
    copy_pages(target)
    with tempfile.TemporaryDirectory() as place:
        reference.write(target, Sample(Path(place)))


def main() -> int:
    """Make the pages; then the site, unless the pages alone are asked for."""
    parser = argparse.ArgumentParser(prog="python -m tools.docs")
    parser.add_argument("--pages", action="store_true", help="only write the pages")
    alone = parser.parse_args().pages
    write_pages(PAGES)
    if alone:
        return 0
    return _make_site()


def _make_site() -> int:
    """Have Zensical make the site, strictly: a link that leads nowhere is a failure, and told in a line."""
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict"]
    done = subprocess.run(
        [*command, "--config-file", str(ROOT / "mkdocs.yml")],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    for line in _COLOUR.sub("", done.stdout + done.stderr).splitlines():
        told = re.search(r"^Warning: .*|^Error: .*|\[ .*:\d+:\d+ \]", line)
        if told:
            print(told[0])
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
