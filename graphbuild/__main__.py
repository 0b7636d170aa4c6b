"""``python -m graphbuild``: the same as the command ``graphbuild``."""

from __future__ import annotations

from graphbuild.cli import main

if __name__ == "__main__":
    main(prog_name="graphbuild")
