"""Authorities: tables of actors with names, types and codes, such as a user keeps."""
