"""A page is a function here and a template of the same name in ``templates/``."""
