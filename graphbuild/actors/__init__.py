"""Who is meant by the words of the fields for parties and third parties."""

from graphbuild.actors.authority import Authority
from graphbuild.actors.judgements import Judgements, read_judgements, write_open_names
from graphbuild.actors.linker import link
from graphbuild.actors.result import LinkResult, OpenName

__all__ = [
    "Authority",
    "Judgements",
    "LinkResult",
    "OpenName",
    "link",
    "read_judgements",
    "write_open_names",
]
