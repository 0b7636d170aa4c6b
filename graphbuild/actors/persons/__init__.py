"""Persons in a text: their names, their offices, and for whom they act."""
