"""``graphbuild networks``."""

from __future__ import annotations

import click

EXAMPLE = """\b
Examples:
  graphbuild networks
  graphbuild networks co-signing
"""


@click.command("networks", epilog=EXAMPLE)
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """List the networks, or show one with its parameters."""
    from graphbuild.networks.registry import find, projections

    if name is None:
        from graphbuild.tabular import aligned

        for line in aligned([(item.name, item.question) for item in projections().values()]):
            click.echo(line)
        click.echo("graphbuild networks NAME shows the parameters of one.", err=True)
        return
    item = find(name)
    click.echo(f"{item.name}: {item.title}\n{item.question}\n")
    click.echo(f"nodes: {item.nodes}\nedges: {item.edges}\n\nparameters:")
    for parameter in item.parameters:
        default = "required" if parameter.required else f"default {parameter.default}"
        more = ", repeatable" if parameter.repeatable else ""
        click.echo(f"  {parameter.name} ({default}{more}): {parameter.meaning}")
        click.echo(f"      {parameter.describe()}")
    click.echo(f"\nexample:\n  graphbuild network {item.name} {item.example}")
