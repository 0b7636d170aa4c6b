"""Who is meant by the words of the fields for parties and third parties."""

from graphbuild.actors.known.authority import Authority
from graphbuild.actors.linker import link
from graphbuild.actors.result import LinkResult, OpenName
from graphbuild.actors.review.judgements import Judgements, read_judgements
from graphbuild.actors.review.listing import write_open_names

__all__ = [
    "Authority",
    "Judgements",
    "LinkResult",
    "OpenName",
    "link",
    "read_judgements",
    "write_open_names",
]
