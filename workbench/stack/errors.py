"""What the launcher says when it cannot go on."""


class StackError(Exception):
    """A reason to stop that a person can act on; shown as one line."""
