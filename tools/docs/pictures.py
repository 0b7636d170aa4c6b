"""The reference of the networks: each with its parameters, its caution, and a picture of the sample's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shlex import split

from graphbuild import write_network
from graphbuild.networks.registry import Projection, projections
from tools.docs.questions import parameter_row
from tools.docs.sample import Sample
from tools.docs.text import plain, table


def page(sample: Sample, pictures: Path) -> str:
    """The whole page; the pictures are written beside it."""
    pictures.mkdir(parents=True, exist_ok=True)
    found = projections()
    lines = [
        "# Networks",
        "",
        "Each is made by `graphbuild network NAME -o FILE` (the suffix chooses the format), by"
        " `graph.network(NAME)` in Python, or as a form in the explorer. Which file fits which program"
        " says [the guide](../guides/networks.md). The pictures are of the shipped sample, which is no"
        " data.",
        "",
        table(
            ("network", "question"),
            [(f"[`{item.name}`](#{item.name})", item.question) for item in found.values()],
        ),
    ]
    for item in found.values():
        lines += _network(item, sample, pictures)
    return "\n".join(lines)


def _network(item: Projection, sample: Sample, pictures: Path) -> Iterator[str]:
    yield f"## {item.name}\n"
    yield f"**{plain(item.question)}**\n"
    yield f"Nodes: {plain(item.nodes)}. Edges: {plain(item.edges)}.\n"
    yield f"```text\ngraphbuild network {item.name} {item.example}\n```\n"
    given = dict(
        word.split("=", 1)
        for word in split(item.example)
        if "=" in word and word.split("=")[0] in {p.name for p in item.parameters if p.required}
    )
    network = sample.graph.network(item.name, **given)
    if network.number_of_edges():
        file = pictures / f"{item.name}.svg"
        write_network(network, file, size="9x6.5", no_caption=True)
        yield f"![{plain(item.title)}, drawn from the sample]({pictures.name}/{file.name})\n"
    else:
        yield "The sample has no such ties.\n"
    yield f"*Not shown:* {plain(item.caution)}\n"
    yield table(("parameter", "takes", "default", "means"), map(parameter_row, item.parameters))
