"""How to cite what a graph rests on: the works, and their forms."""
