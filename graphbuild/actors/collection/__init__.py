"""What the agreements say of each other: settings, abbreviations, who acts for whom."""
