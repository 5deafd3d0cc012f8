"""Many processes, each with a connection of its own, let loose on one database at the same moment."""
