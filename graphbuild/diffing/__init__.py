"""What changed between two graphs, or two source files, agreement by agreement."""
