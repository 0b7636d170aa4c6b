"""Who is known: the actors of an authority or of the built-in list, and the names they go by."""
