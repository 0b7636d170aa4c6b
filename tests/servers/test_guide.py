"""The guide's commands, run as they stand there; only the ports are others."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.servers.conftest import require
from tests.servers.stores import KINDS, Fuseki, free_port, program

pytestmark = pytest.mark.server
SECTIONS = {"Oxigraph": "Oxigraph", "Apache Jena Fuseki": "Fuseki", "Virtuoso": "Virtuoso"}
PORTS = ("7878", "3030", "8890", "1111")


def blocks(text: str) -> list[tuple[str, str]]:
    """The commands of a section: what they are for (``""``, ``server``, ``install``), and themselves."""
    return re.findall(r"^```sh *(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def section(guide: str, name: str) -> str:
    return re.split(r"^## ", guide.split(f"\n## {name}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]


@contextmanager
def running(command: str, folder: Path, environment: dict[str, str], port: str) -> Iterator[None]:
    process = subprocess.Popen(
        ["sh", "-c", command], cwd=folder, env=environment, start_new_session=True
    )
    try:
        for _ in range(600):
            try:
                urlopen(f"http://localhost:{port}/", timeout=5).close()
            except HTTPError:
                break
            except OSError:
                assert process.poll() is None, f"{command} ended"
                time.sleep(0.2)
                continue
            break
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize("name", SECTIONS)
def test_a_reader_gets_from_nothing_to_an_answer(name: str, root: Path, tmp_path: Path) -> None:
    kind = KINDS[SECTIONS[name]]
    require(kind)
    guide = (root / "docs" / "guides" / "triple-stores.md").read_text(encoding="utf-8")
    ports = {port: str(free_port()) for port in PORTS}
    shutil.copytree(root / "samples", tmp_path / "samples")
    if kind is Fuseki:
        (tmp_path / "fuseki.jar").symlink_to(Fuseki.jar)
        (tmp_path / "peace-db").mkdir()
    tools = [Path(program(tool) or tool).parent for tool in ("graphbuild", "oxigraph")]
    path = os.pathsep.join([*map(str, tools), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "FUSEKI_BASE": str(tmp_path / "run")}
    first = blocks(guide.split("\n## ")[0])
    steps = [*first, *blocks(section(guide, name))]
    assert [kind for kind, _ in steps].count("server") == 1
    used = next(port for port in PORTS[:3] if port in section(guide, name))
    before, after, server = "set -eu\n", "set -eu\n", ""
    for purpose, text in steps:
        for port, free in ports.items():
            text = re.sub(rf"\b{port}\b", free, text)
        if purpose == "server":
            server = text
        elif purpose == "" and not server:
            before += text
        elif purpose == "":
            after += text
    subprocess.run(["sh", "-c", before], cwd=tmp_path, env=environment, check=True)
    with running(server, tmp_path, environment, ports[used]):
        done = subprocess.run(
            ["sh", "-c", after], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
    assert done.returncode == 0, done.stderr
    assert "as sent" in done.stderr
    assert "actor_id,actor,agreements,processes" in done.stdout
