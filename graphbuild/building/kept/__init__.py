"""What earlier builds of a folder worked out, so that a build does again only what has changed.

Whatever takes long is looked up by a digest of all that it follows from: the bytes of the source, the
records of a process and what was judged in it, the options, and graphbuild itself. What is found is what
would be worked out, so a build in part gives the bytes of a whole one.
"""

from graphbuild.building.kept.pack import NOTHING_KEPT, Kept, keeping

__all__ = ["NOTHING_KEPT", "Kept", "keeping"]
