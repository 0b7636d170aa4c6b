"""Who is meant by the words of the fields for parties and third parties."""

from graphbuild.actors.authority import Authority
from graphbuild.actors.linker import link
from graphbuild.actors.result import LinkResult, OpenName

__all__ = ["Authority", "LinkResult", "OpenName", "link"]
