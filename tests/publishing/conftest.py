"""A fake triple store for the tests of this room."""

from tests.stores.fake import fake

__all__ = ["fake"]
