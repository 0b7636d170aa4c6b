"""The words that every room may use: terms, concepts, the PA-X coding scheme, IRIs; read from ``ontology/``."""
