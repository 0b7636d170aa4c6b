"""The PA-X coding scheme, read from the tables in ``ontology/codebook/``; imports nothing of the house."""
