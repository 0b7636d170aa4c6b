"""Who or what is meant by an id, a code, a name or some words: found by asking the graph itself."""

THINGS = ("agreement", "actor", "person", "process", "conflict", "place")
"""The kinds of which there is a card."""
