"""From files to files: reading, merging, linking, writing, and the report."""
