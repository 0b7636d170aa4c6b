"""Whether a graph holds what the ontology and the rules of quality promise."""
