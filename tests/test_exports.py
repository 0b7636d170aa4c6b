"""``exports/`` is what the shipped sample builds, so that a reader sees what they will get."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from graphbuild.cli import main

EXPORTS = Path(__file__).parent.parent / "exports"


def test_the_committed_exports_are_what_the_sample_builds(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["build", "--sample", "-o", str(tmp_path)])
    assert done.exit_code == 0, done.output
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    # A question asked of the folder leaves a cache beside the data; git does not know it.
    committed = {path.name: path.read_bytes() for path in EXPORTS.iterdir() if path.is_file()}
    assert sorted(committed) == sorted(built)
    for name, content in built.items():
        same = committed[name].replace(b"\r\n", b"\n") == content
        assert same, f"{name} is not current: graphbuild build --sample -o exports"
