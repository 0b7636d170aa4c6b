"""Who or what is meant by an id, a code, a name or some words: found by asking the graph itself."""
