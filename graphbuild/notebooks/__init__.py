"""The notebooks that are shipped, as files for Jupyter."""
