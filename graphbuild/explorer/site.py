"""The explorer's pages as files, for GitHub Pages, an archive or a memory stick.

All things have their pages; questions and networks are answered at their defaults; the search works in
the browser from a list that is made beforehand. What needs a program behind it (filters put together,
SPARQL, review) leads to a page that says so.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from graphbuild.errors import GraphbuildError, OutputError
from graphbuild.explorer.pages.agreements import ROWS, agreements
from graphbuild.explorer.pages.cite import FILES, cite
from graphbuild.explorer.pages.networks import network, network_page, networks
from graphbuild.explorer.pages.questions import question, questions
from graphbuild.explorer.pages.start import start
from graphbuild.explorer.pages.thing import thing
from graphbuild.explorer.pages.topics import topic, topics
from graphbuild.explorer.safety import POLICY
from graphbuild.explorer.view import NAMES, address, asked_for
from graphbuild.finding.kinds import THINGS
from graphbuild.networks.registry import projections

if TYPE_CHECKING:
    from starlette.responses import Response

    from graphbuild.explorer.explorer import Explorer

MARK = "graphbuild-site.json"
"""What says that a folder is a site of ours, and may be written over."""
STATIC = Path(__file__).parent / "static"
_ADDRESS = re.compile(r'(href|src|action)="(/[^"]*)"')
_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{name}{n}" for name in ("com", "lpt") for n in range(10)),
}
"""Names that Windows keeps for itself."""
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
ELSEWHERE = "dynamic.html"


FEW, PROCESSES = 1500, 4
"""Pages of things up to which one process writes all, and processes at most."""
_BOOT = (
    "import json, sys; paths, *given = json.loads(sys.argv[1]); sys.path[:] = paths;"
    " from graphbuild.explorer.site import help_write; help_write(*given)"
)
Watch = Callable[[list[str], int, str], Iterable[str]]


def unwatched(pages: list[str], length: int, label: str) -> Iterable[str]:  # noqa: ARG001
    """Nobody looks."""
    return pages


def file_of(path: str) -> str:
    """The file of an address: ``/actor/49`` is ``actor/49.html``, ``/agreements?page=2`` ``agreements-2.html``."""
    path, _, page = path.partition("?page=")
    parts = [unquote(part) for part in path.strip("/").split("/") if part]
    if not parts:
        return "index.html"
    if page:
        return f"{parts[0]}-{page}.html"
    if parts[0] == "static":
        return "/".join(parts)
    name = "/".join(map(_safe, parts))
    return f"{name}.html"


def _safe(part: str) -> str:
    """A name that every file system takes; two different ones never become one."""
    plain = _PLAIN.fullmatch(part) and len(part) <= 100 and part == part.rstrip(".")
    if plain and part.partition(".")[0].lower() not in _RESERVED:
        return part
    digest = hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{re.sub(r'[^A-Za-z0-9_-]+', '-', part)[:60].strip('-')}-{digest}"


class Given(NamedTuple):
    """What another process needs to write a part of the same site."""

    path: Path
    queries: tuple[Path, ...]


class _Helper:
    """A process that writes a part of the pages of things."""

    def __init__(self, site: Site, given: Given, part: int, parts: int) -> None:
        what = (
            sys.path,
            str(given.path),
            [str(path) for path in given.queries],
            str(site.folder),
            [site.explorer.shown.persons, site.explorer.shown.texts],
            [part, parts],
        )
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _BOOT, json.dumps(what)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def wait(self) -> None:
        """Wait for its pages.

        :raises OSError: where it could not write them.
        """
        said = self._process.communicate()[1].decode("utf-8", "replace").strip().splitlines()
        if self._process.returncode:
            raise OSError(0, said[-1] if said else "a process that wrote pages broke off")

    def end(self) -> None:
        """End it, should it still be there."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


def help_write(
    path: str, queries: list[str], folder: str, shown: list[bool], part: list[int]
) -> None:
    """Write a part of a site: what runs in a helper."""
    from graphbuild.explorer.serve import open_explorer
    from graphbuild.explorer.shown import Shown

    explorer = open_explorer(
        Path(path), queries=[Path(query) for query in queries], shown=Shown(*shown), workers=1
    )
    try:
        Site(explorer, Path(folder)).write_part(*part)
    finally:
        explorer.guarded.close()


class Site:
    """Writes one site; ``watch`` sees each page's address go by."""

    def __init__(
        self,
        explorer: Explorer,
        folder: Path,
        watch: Watch = unwatched,
    ) -> None:
        self.explorer, self.folder, self.watch = explorer, folder, watch
        kinds = explorer.shown.kinds
        marks = ", ".join("?" * len(kinds))
        rows = explorer.index.rows(
            f"SELECT kind, id, label, about, agreements FROM thing WHERE kind IN ({marks})"
            " ORDER BY kind, id",
            kinds,
        )
        self.things = [(row[0], row[1]) for row in rows]
        self.listed = rows
        self.pages = dict(self._pages())

    def _pages(self) -> Iterator[tuple[str, tuple[Callable[..., Response], dict[str, str], str]]]:
        """Every page by its address: the function, what is in the address, and the kind of thing."""
        yield "/", (start, {}, "")
        yield "/agreements", (agreements, {}, "")
        for number in range(2, -(-len(self.explorer.agreements) // ROWS) + 1):
            yield f"/agreements?page={number}", (agreements, {}, "")
        yield "/topics", (topics, {}, "")
        yield "/questions", (questions, {}, "")
        yield "/networks", (networks, {}, "")
        yield "/cite", (cite, {}, "")
        for query in self.explorer.queries:
            yield f"/question/{query}", (question, {"name": query}, "")
        for item in projections().values():
            if not self.explorer.shown.draws(item.name):
                continue
            yield f"/network/{item.name}", (network, {"name": item.name}, "")
            if not any(parameter.required for parameter in item.parameters):
                yield f"/network/{item.name}/page", (network_page, {"name": item.name}, "")
        for kind, id_ in self.things:
            page: Callable[..., Response] = topic if kind == "code" else thing
            yield address(kind, id_), (page, {"id": id_}, "" if kind == "code" else kind)

    def write(self, given: Given | None = None) -> int:
        """Write all pages; how many there are. With ``given`` other processes help.

        :raises OutputError: where the folder holds what is not ours, or cannot be written to.
        """
        helping: list[_Helper] = []
        try:
            self._prepare()
            things = [address(kind, id_) for kind, id_ in self.things]
            parts = min(os.cpu_count() or 1, PROCESSES) if len(things) > FEW else 1
            helping = [_Helper(self, given, part, parts) for part in range(1, parts) if given]
            left = set(things) - set(things[::parts] if helping else things)
            mine = [path for path in self.pages if path not in left]
            for path in self.watch(mine, len(mine), "pages"):
                self._write(path)
            self._write_others()
            for helper in helping:
                helper.wait()
            made = {"made by": "graphbuild site", "pages": len(self.pages)}
            (self.folder / MARK).write_text(json.dumps(made) + "\n", encoding="utf-8")
        except OSError as error:
            raise OutputError(
                str(self.folder),
                f"cannot be written ({error.strerror or error})",
                "give another -o",
            ) from error
        finally:
            for helper in helping:
                helper.end()
        return len(self.pages)

    def write_part(self, part: int, parts: int) -> None:
        """Write every so manieth page of a thing: what a helper does."""
        for kind, id_ in self.things[part::parts]:
            self._write(address(kind, id_))

    def _prepare(self) -> None:
        """An empty folder, or one with our mark, which is emptied."""
        if self.folder.is_dir() and any(self.folder.iterdir()):
            if not (self.folder / MARK).is_file():
                raise OutputError(
                    str(self.folder),
                    "holds files that are no site of ours",
                    "give an empty folder with -o",
                )
            for item in self.folder.iterdir():
                if item.name.startswith("."):
                    continue  # a repository's own files stay
                shutil.rmtree(item) if item.is_dir() and not item.is_symlink() else item.unlink()
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / MARK).write_text('{"made by": "graphbuild site"}\n', encoding="utf-8")
        needless = shutil.ignore_patterns("sparql.js")
        shutil.copytree(STATIC, self.folder / "static", ignore=needless, dirs_exist_ok=True)

    def _write(self, path: str) -> None:
        page, parameters, kind = self.pages[path]
        bare, _, number = path.partition("?page=")
        request = asked_for(bare, parameters, f"page={number}" if number else "all=*")
        try:
            answer = page(self.explorer, request, kind) if kind else page(self.explorer, request)
        except GraphbuildError as error:
            if kind or not path.startswith(("/question/", "/network/")):
                raise
            text = f"<!doctype html><html lang='en'><title>Left out</title><p>{escape(str(error))}</p></html>"
            self._put(path, text)
            return
        self._put(path, bytes(answer.body).decode("utf-8"))

    def _put(self, path: str, text: str) -> None:
        file = self.folder / file_of(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        if not path.endswith("/page"):
            text = self._standing(path, text)
        file.write_text(text, encoding="utf-8", newline="\n")

    def _standing(self, path: str, text: str) -> str:
        """The page with relative addresses of files, and its policy inside."""
        up = "../" * file_of(path).count("/")

        def stands(match: re.Match[str]) -> str:
            target = unescape(match[2])
            target = "/agreements" if target == "/agreements?page=1" else target
            bare, mark, rest = target.partition("?")
            bare, _, anchor = bare.partition("#")
            if bare == "/search":
                found = "search.html"
            elif target in self.pages:
                found = file_of(target)
            elif bare.startswith("/static/") or (bare in self.pages and not mark):
                found = file_of(bare) + (f"#{anchor}" if anchor else "")
            elif bare == "/cite" and rest.startswith("format="):
                found = f"static/{FILES[rest.removeprefix('format=')][1]}"
            elif bare.startswith("/list/"):
                found = f"search.html?kind={bare.removeprefix('/list/')}"
            elif bare == "/agreements.csv" and not mark:
                found = "static/agreements.csv"
            else:
                found = ELSEWHERE
            return f'{match[1]}="{escape(up + found)}"'

        text = _ADDRESS.sub(stands, text)
        policy = POLICY.replace("; frame-ancestors 'self'", "")
        head = f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        text = text.replace('<meta charset="utf-8">', head, 1)
        return text.replace('<html lang="en">', f'<html lang="en" data-site="{up}">', 1)

    def _write_others(self) -> None:
        """The search and its list, the page for what needs a program, the references, the table."""
        from graphbuild.citing.forms import FORMS
        from graphbuild.citing.works import works
        from graphbuild.explorer.pages.agreements import agreements_csv

        entries = [
            [kind, id_, label, about, int(count), file_of(address(kind, id_))]
            for kind, id_, label, about, count in self.listed
        ]
        listed = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
        static = self.folder / "static"
        (static / "things.js").write_text(
            f"window.things = {listed};\n", encoding="utf-8", newline="\n"
        )
        known = {"path": "/search", "search_words": "", "noindex": True, "reviewing": False}
        for name, template in (("search", "site_search.html"), ("dynamic", "site_dynamic.html")):
            text = self.explorer.pages.render(template, names=NAMES, kinds=THINGS, **known)
            self._put(f"/{name}", text)
        request = asked_for("/agreements.csv")
        (static / "agreements.csv").write_bytes(bytes(agreements_csv(self.explorer, request).body))
        for name, (_, file) in FILES.items():
            try:
                text = FORMS[name](works(self.explorer.store))
            except GraphbuildError:
                text = ""
            (static / file).write_text(text, encoding="utf-8", newline="\n")
