"""The explorer: a graph as web pages that one can walk through, and a read-only SPARQL endpoint."""
