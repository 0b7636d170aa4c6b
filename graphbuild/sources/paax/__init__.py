"""PAA-X and other authorities: actors, and who is listed for which agreement."""
