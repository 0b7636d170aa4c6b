"""The sources: what each kind of file says, as records."""
