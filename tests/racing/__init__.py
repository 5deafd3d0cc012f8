"""Processes with a connection each, let loose on one database at the same moment."""
