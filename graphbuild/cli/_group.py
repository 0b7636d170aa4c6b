from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click

from graphbuild.errors import GraphbuildError
from graphbuild.words import printable

DEBUG = "GRAPHBUILD_DEBUG"
"""With this variable set, an unexpected error shows Python's traceback instead of one line."""

UNUSABLE, INTERNAL, INTERRUPTED = 2, 70, 130


class LazyGroup(click.Group):
    """A group that knows its commands' names and one-line helps without importing them."""

    def __init__(self, *args: Any, package: str, table: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.package, self.table = package, table

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands whose module is there, in the order of the table."""
        return [name for name in self.table if find_spec(f"{self.package}.{name}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the one command that is asked for."""
        if cmd_name not in self.table or not find_spec(f"{self.package}.{cmd_name}"):
            return None
        command = import_module(f"{self.package}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table (click's own would import every module)."""
        with formatter.section("Commands"):
            rows = [(name, self.table[name]) for name in self.list_commands(ctx)]
            if rows:
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command and flush, so that a reader that has gone (``| head``) is met in click."""
        try:
            return super().invoke(ctx)
        finally:
            sys.stdout.flush()

    def main(self, *args: Any, standalone_mode: bool = True, **kwargs: Any) -> Any:
        """Run a command and exit: 0 or what it asked for, 2 with one line for what it refuses."""
        run = partial(super().main, *args, standalone_mode=False, **kwargs)
        if not standalone_mode:
            return run()
        _speak_utf8()
        _stop_in_order()
        sys.exit(_status(run))


def _status(run: Callable[[], Any]) -> int:
    try:
        result = run()
    except click.ClickException as error:
        return _refuse(_with_hint(error))
    except GraphbuildError as error:
        return _refuse("; ".join([str(error), *getattr(error, "__notes__", [])]))
    except (click.Abort, KeyboardInterrupt) as stop:
        return _say(f"Interrupted; {_left(stop)}.", INTERRUPTED)
    except OSError as error:
        place = error.filename or "writing the result"
        return _refuse(f"{place}: {error.strerror or error}")
    except Exception as error:  # the last line of defence: no user reads tracebacks
        if os.environ.get(DEBUG):
            raise
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        hint = f"please report it; {DEBUG}=1 shows where it happened"
        return _say(f"Error: this is a defect of graphbuild ({what}); {hint}", INTERNAL)
    return result if isinstance(result, int) else 0


def _left(stop: BaseException) -> str:
    """What an interruption left, as the one who was interrupted says it."""
    cause: BaseException | None = stop
    while cause is not None:
        if notes := getattr(cause, "__notes__", None):
            return str(notes[0])
        cause = cause.__cause__ or cause.__context__
    return "nothing was left half-written"


def _stop_in_order() -> None:
    """Let a request to end (of a batch system, a closed terminal) be an interruption: tidied up."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        with suppress(ValueError):  # not in the main thread
            if number is not None and signal.getsignal(number) == signal.SIG_DFL:
                signal.signal(number, signal.default_int_handler)


def _speak_utf8() -> None:
    """Write UTF-8 everywhere, whatever a Windows console prefers."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")


def _with_hint(error: click.ClickException) -> str:
    message = error.format_message()
    if isinstance(error, click.UsageError) and error.ctx is not None:
        message = f"{message.rstrip('.')}; see {error.ctx.command_path} --help"
    return message


def _refuse(message: str) -> int:
    # Words of a server, of a file or of the engine may hold what moves a terminal.
    return _say(f"Error: {printable(' '.join(message.split()))}", UNUSABLE)


def _say(line: str, status: int) -> int:
    click.echo(line, err=True)
    return status
