"""PAA-X, the actors dataset: actors, and who is listed for which agreement."""
