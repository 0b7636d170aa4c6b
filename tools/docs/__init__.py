"""Makes the site: hand-written pages of ``docs/``, and references made from the code's own tables."""
