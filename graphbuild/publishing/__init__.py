"""Bringing a graph into a triple store: over the network, or as files for its bulk loader."""
