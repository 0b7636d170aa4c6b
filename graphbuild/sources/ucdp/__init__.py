"""UCDP's datasets: recognised and named; a reader comes beside ``signs.py``."""
