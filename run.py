"""Sets graphbuild up in a virtual environment of its own (``.venv``) and runs it; needs only Python.

    python run.py sample    build the shipped sample into exports/ and ask it a first question
    python run.py test      run the tests (those without real files, servers or a browser)
    python run.py check     lint, types and who may import whom

More words are handed on: ``python run.py test tests/graph -x``. Works on Linux, macOS and Windows.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = Path(os.environ.get("GRAPHBUILD_VENV", ROOT / ".venv"))
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")


def install(extra: str) -> None:
    """Make the environment, or bring it up to date if pyproject.toml changed since."""
    pyproject = (ROOT / "pyproject.toml").read_bytes()
    wanted = hashlib.sha256(pyproject + str(ROOT).encode()).hexdigest()
    stamp = ENVIRONMENT / f"graphbuild-{extra}"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    if not PYTHON.is_file():
        print(f"making a virtual environment in {ENVIRONMENT.name} ...", file=sys.stderr)
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    print("installing graphbuild (a minute or two, once) ...", file=sys.stderr)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--editable", f"{ROOT}[{extra}]"])
    stamp.write_text(wanted, encoding="utf-8")


def run(command: list[object]) -> None:
    """Run a command from the top folder; end with its status if it fails."""
    status = subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode
    if status:
        sys.exit(status)


def main(words: list[str]) -> None:
    """Carry out the one word that the user gives, with what follows it."""
    task, more = (words[0] if words else ""), words[1:]
    graphbuild = [PYTHON, "-m", "graphbuild"]
    if task == "sample":
        install("all")
        run([*graphbuild, "build", "--sample", "--output", "exports", *more])
        run([*graphbuild, "query", "agreements-per-year", "--graph", "exports"])
        command = SCRIPTS / "graphbuild"
        activate = SCRIPTS / "activate" if os.name == "nt" else f"source {SCRIPTS / 'activate'}"
        sys.stdout.write(
            f"""
The graph lies in exports/. To go on:
  {command} serve                         look at it in the browser
  {command} show agreement 900001         all about one agreement
  {command} queries                       the questions that it answers
  {command} network co-signing -o n.html  a network to look at
  {command} build YOUR-FILES -o mine      with files of your own
  {command} notebooks -o notebooks        notebooks for Jupyter
To call it graphbuild alone: {activate}
Guides for researchers, advisers, network analysts, librarians and developers: docs/index.md
"""
        )
    elif task == "test":
        install("dev")
        marks = "not shared and not server and not browser"
        run([PYTHON, "-m", "pytest", "-n", "auto", "--dist", "loadfile", "-m", marks, *more])
    elif task == "check":
        install("dev")
        run([PYTHON, "-m", "ruff", "check", "."])
        run([PYTHON, "-m", "ruff", "format", "--check", "."])
        run([PYTHON, "-m", "mypy"])
        run([SCRIPTS / "lint-imports"])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
