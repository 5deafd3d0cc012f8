"""How much one file may hold, and what is said where it cannot be read."""

MEGABYTE = 1024 * 1024
MAX_BYTES = 10 * MEGABYTE
MAX_ROWS = 50_000
MAX_COLUMNS = 100
# A cell of Excel holds no more.
MAX_CELL = 32_767


class UnreadableTable(Exception):
    """A file that is no table we can read. The message says what to do, in the active language."""
