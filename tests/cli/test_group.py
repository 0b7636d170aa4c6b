"""The command line as a whole: help, exit statuses, and no traceback ever."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import graphbuild
from graphbuild.cli import COMMANDS, main
from graphbuild.cli._group import LazyGroup
from graphbuild.errors import SourceError


def failing(error: BaseException) -> click.Group:
    """A group whose only callback raises ``error``."""

    @click.group(cls=LazyGroup, package="graphbuild.cli", table={}, invoke_without_command=True)
    def group() -> None:
        raise error

    return group


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_the_commands(option: str) -> None:
    result = CliRunner().invoke(main, [option])
    assert result.exit_code == 0
    assert "--version" in result.output


def test_without_arguments_help_is_shown() -> None:
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage:")


def test_version() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.stdout == f"graphbuild {graphbuild.__version__}\n"


@pytest.mark.parametrize("name", [n for n in COMMANDS if n in main.list_commands(None)])  # type: ignore[arg-type]
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert f"graphbuild {name}" in result.output.split("Usage:")[1].split("\n", 1)[1]


@pytest.mark.parametrize("args", [["no-such-command"], ["--no-such-option"]])
def test_a_wrong_call_is_one_line_and_exit_2(args: list[str]) -> None:
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert "--help" in result.stderr


def test_a_refusal_of_the_library_is_one_line_and_exit_2() -> None:
    result = CliRunner().invoke(failing(SourceError("a.csv, row 3", "no\nheader", "add one")))
    assert (result.exit_code, result.stderr) == (2, "Error: a.csv, row 3: no header; add one\n")


def test_a_system_error_names_the_file() -> None:
    result = CliRunner().invoke(failing(OSError(28, "No space left on device", "out.ttl")))
    assert (result.exit_code, result.stderr) == (2, "Error: out.ttl: No space left on device\n")


def test_an_interrupt_says_so() -> None:
    result = CliRunner().invoke(failing(KeyboardInterrupt()))
    assert result.exit_code == 130
    assert "Interrupted" in result.stderr


def test_a_defect_is_one_line_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRAPHBUILD_DEBUG", raising=False)
    result = CliRunner().invoke(failing(ZeroDivisionError("division by zero")))
    assert result.exit_code == 70
    assert result.stderr.count("\n") == 1
    assert "ZeroDivisionError" in result.stderr
    monkeypatch.setenv("GRAPHBUILD_DEBUG", "1")
    assert isinstance(CliRunner().invoke(failing(ZeroDivisionError())).exception, ZeroDivisionError)


def test_help_imports_no_heavy_library() -> None:
    code = (
        "import sys\nfrom graphbuild.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print(*sorted({'rdflib','networkx','pyoxigraph','csv','python_calamine'} & set(sys.modules)),"
        " file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGPIPE")
def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    code = "from graphbuild.cli import main; main(['--help'])"
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-c", code], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert done.stderr == ""


def test_no_help_imports_an_engine() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from graphbuild.cli import COMMANDS, main;"
        " [CliRunner().invoke(main, [name, '--help']) for name in COMMANDS];"
        " heavy = {'pyoxigraph', 'rdflib', 'networkx', 'importlib.metadata'};"
        " print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
