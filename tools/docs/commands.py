"""The reference of the commands: from click, with what the shipped sample gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from graphbuild.cli import COMMANDS, main
from tools.docs.sample import Sample
from tools.docs.text import output, plain, table

SHOWN = {
    "build": "graphbuild build --sample -o exports",
    "parse": "graphbuild parse samples/pages/good-friday.md",
    "query": "graphbuild query third-party-ranking -p sense=listed -p limit=5",
    "queries": "graphbuild queries third-party-ranking",
    "network": "graphbuild network co-signing",
    "networks": "graphbuild networks",
    "show": "graphbuild show actor 'Free Aceh Movement'",
    "codes": "graphbuild codes gender",
    "review": "graphbuild review",
    "cite": "graphbuild cite",
    "validate": "graphbuild validate",
    "diff": "graphbuild diff exports exports",
    "notebooks": "graphbuild notebooks -o notebooks",
    "site": "graphbuild site exports -o public",
}
"""A call of each command that can be shown with all that it prints."""


def page(sample: Sample) -> str:
    """The whole page."""
    head = [
        "# Commands",
        "",
        "Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 done"
        " with findings that `--strict` or the command's purpose turns into a failure, 2 the input or"
        " the call cannot be used ([limits](../understand/limits.md)). What stands below each example is"
        " what it prints for the shipped sample.",
        "",
        table(
            ("command", "does"),
            [(f"[`{name}`](#{name})", told) for name, told in COMMANDS.items()],
        ),
    ]
    context = click.Context(main, info_name="graphbuild")
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        head += _command(name, command, sample)
    return "\n".join(head)


def _command(name: str, command: click.Command, sample: Sample) -> Iterator[str]:
    context = click.Context(command, info_name=f"graphbuild {name}")
    usage = " ".join([f"graphbuild {name}", *command.collect_usage_pieces(context)])
    yield f"## {name}\n"
    yield plain(" ".join((command.help or "").replace("\b", "").split())) + "\n"
    yield f"```text\n{usage}\n```\n"
    options = [_option(item, context) for item in command.params if isinstance(item, click.Option)]
    yield table(("option", "means", "default"), options)
    examples = re.findall(r"^ *(graphbuild .*)$", command.epilog or "", flags=re.M)
    yield "\nExamples:\n\n```text\n" + "\n".join(examples) + "\n```\n"
    if name in SHOWN:
        yield f"```text\n$ {SHOWN[name]}\n```\n"
        if printed := sample.run(SHOWN[name]):
            yield output(printed)


def _option(item: click.Option, context: click.Context) -> tuple[str, str, str]:
    record = item.get_help_record(context)
    assert record is not None
    metavar = "" if item.is_flag else item.make_metavar(context)
    default = item.get_default(context)
    many = isinstance(default, (list, tuple))
    shown = ", ".join(map(str, default)) if many else str(default)  # type: ignore[arg-type]
    if not item.show_default or default in (None, "", False) or "UNSET" in shown:
        shown = ""
    names = ", ".join(f"`{name}`" for name in [*item.opts, *item.secondary_opts])
    value = f" `{metavar}`" if metavar and len(metavar) < 60 else ""
    return names + value, plain(item.help or ""), f"`{shown}`" if shown else ""
