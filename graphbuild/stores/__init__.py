"""Where a graph lies and how it is asked: a folder or file with the embedded engine, or a server."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from graphbuild.stores.asker import Asker as Asker
