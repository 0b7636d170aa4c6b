"""All about one thing: a card of facts and tables, made alike for the terminal and for pages."""
