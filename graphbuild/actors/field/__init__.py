"""One text: which names are in it, whom they mean, and whether they take part."""
