"""PA-X's bulk tables of every release: columns by name, cells by meaning, rows to agreements."""
