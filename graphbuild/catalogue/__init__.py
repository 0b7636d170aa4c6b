"""The saved queries: their heads, their parameters, how they are run, and what comes out."""
