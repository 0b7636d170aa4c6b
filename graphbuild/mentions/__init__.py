"""Agreements that name other agreements: passages and, where it is certain, which one is meant."""

from __future__ import annotations

from graphbuild.mentions.linker import link_mentions

__all__ = ["link_mentions"]
