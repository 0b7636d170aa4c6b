"""Every RDF file that is written is read by others: Jena's riot, and rdflib."""

from __future__ import annotations

import gzip
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset

from graphbuild.cli import main
from tests.servers.conftest import require
from tests.servers.stores import Fuseki

RDFLIB = {
    "ttl": "turtle",
    "nq": "nquads",
    "trig": "trig",
    "nt": "nt",
    "jsonld": "json-ld",
    "rdf": "xml",
}
FORMATS = ("turtle", "nquads", "trig", "ntriples", "jsonld", "rdfxml")


@pytest.fixture(scope="module")
def written(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The sample in every format, its description, and the files for bulk loaders."""
    folder = tmp_path_factory.mktemp("formats")
    names = [word for name in FORMATS for word in ("--format", name)]
    for arguments in (
        ["build", str(root / "samples"), "-o", str(folder), *names],
        ["publish", str(folder), "--files", str(folder / "bulk")],
    ):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, result.stderr
    files = [*folder.glob("graph.*"), folder / "void.ttl", *folder.glob("bulk/*.gz")]
    assert len(files) == len(FORMATS) + 3
    return sorted(files)


def unpacked(path: Path) -> tuple[bytes, str]:
    """The content and the suffix that says its format."""
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes()), path.suffixes[-2][1:]
    return path.read_bytes(), path.suffix[1:]


def test_rdflib_reads_as_many_statements_as_are_written(written: list[Path]) -> None:
    for path in written:
        data, suffix = unpacked(path)
        kind = RdfFormat.from_extension(suffix)
        assert kind is not None
        dataset = Dataset(default_union=False)
        dataset.parse(data=data, format=RDFLIB[suffix])
        assert len(set(dataset.quads())) == len(set(parse(data, kind))), path.name


@pytest.mark.server
def test_riot_finds_nothing_wrong(written: list[Path]) -> None:
    require(Fuseki)
    command = ["java", "-cp", str(Fuseki.jar), "riotcmd.riot", "--validate", *map(str, written)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-2000:]
    assert "WARN" not in said, said[-2000:]
    assert "ERROR" not in said, said[-2000:]


@pytest.mark.server
def test_riot_counts_what_is_written(written: list[Path]) -> None:
    require(Fuseki)
    for path in written:
        data, suffix = unpacked(path)
        kind = RdfFormat.from_extension(suffix)
        assert kind is not None
        command = ["java", "-cp", str(Fuseki.jar), "riotcmd.riot", "--count", str(path)]
        said = subprocess.run(command, capture_output=True, text=True, check=True)
        wanted = sum(1 for _ in parse(data, kind))
        assert f"{wanted:,}" in said.stdout + said.stderr, path.name
