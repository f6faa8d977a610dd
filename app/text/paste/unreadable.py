"""What is said about a file or a page that is not taken."""


class Unreadable(ValueError):
    """No text can be got out of it; the message says why, and what to do instead."""
