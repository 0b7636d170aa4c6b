"""Real triple stores on loopback, each with a folder of its own, that can be stopped and started again."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVERS = Path(os.environ.get("GRAPHBUILD_SERVERS", ROOT / ".servers"))
PATIENCE = 120
"""Seconds that a server may take to start."""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def program(name: str) -> str | None:
    """A program beside this Python, or on the PATH."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name)


class Server:
    """A store in a folder; ``url`` is what a user gives to ``publish --to``, ``query`` to ``--endpoint``."""

    name = ""
    environment: dict[str, str] = {}  # noqa: RUF012 - never changed

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.process = folder, free_port(), None
        folder.mkdir(parents=True, exist_ok=True)
        self.process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def missing() -> str:
        """What is not here; ``""`` where the server can be started."""
        raise NotImplementedError

    def command(self) -> list[str]:
        raise NotImplementedError

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def query(self) -> str:
        return f"{self.url}query"

    def start(self) -> None:
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command(), cwd=self.folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
        end = time.monotonic() + PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > end:
                text = (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"{self.name} did not start:\n{text[-3000:]}")
            time.sleep(0.2)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(self.query + "?query=ASK%7B%7D", timeout=5).close()
        except urllib.error.HTTPError as answer:
            return answer.code < 500
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """Stop it as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


class Oxigraph(Server):
    name = "Oxigraph"

    @staticmethod
    def missing() -> str:
        return "" if program("oxigraph") else "oxigraph (pip install oxigraph)"

    def command(self) -> list[str]:
        bind = f"127.0.0.1:{self.port}"
        return [program("oxigraph") or "", "serve", "--location", "store", "--bind", bind]


class Fuseki(Server):
    name = "Fuseki"
    jar = Path(os.environ.get("FUSEKI_JAR", SERVERS / "fuseki.jar"))

    @classmethod
    def missing(cls) -> str:  # type: ignore[override]
        if not shutil.which("java"):
            return "java"
        return "" if cls.jar.is_file() else f"the jar of Fuseki ({cls.jar.name})"

    def command(self) -> list[str]:
        (self.folder / "db").mkdir(exist_ok=True)
        options = ["--localhost", f"--port={self.port}", "--update", "--loc=db", "/peace"]
        return ["java", "-Xmx2g", "-jar", str(self.jar), *options]

    def start(self) -> None:
        # The settings folder that it makes stays with its data.
        os.environ["FUSEKI_BASE"] = str(self.folder / "run")
        (self.folder / "db" / "tdb.lock").unlink(missing_ok=True)
        super().start()

    @property
    def query(self) -> str:
        return f"{self.url}peace"


class Virtuoso(Server):
    name = "Virtuoso"
    environment = {"GRAPHBUILD_USER": "dba", "GRAPHBUILD_PASSWORD": "dba"}  # noqa: RUF012

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.sql_port = free_port()

    @staticmethod
    def missing() -> str:
        return (
            "" if shutil.which("virtuoso-t") else "virtuoso-t (Debian: virtuoso-opensource-7-bin)"
        )

    def command(self) -> list[str]:
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)
        settings = f"""[Database]
DatabaseFile = virtuoso.db
TransactionFile = virtuoso.trx
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{self.sql_port}
DirsAllowed = ., ./load
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
[HTTPServer]
ServerPort = 127.0.0.1:{self.port}
ServerRoot = .
[SPARQL]
ResultSetMaxRows = 1000000
"""
        (self.folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
        return ["virtuoso-t", "-f", "-c", "virtuoso.ini", "+wait"]

    @property
    def query(self) -> str:
        return f"{self.url}sparql"


KINDS: dict[str, type[Server]] = {kind.name: kind for kind in (Oxigraph, Fuseki, Virtuoso)}
