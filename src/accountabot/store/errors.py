"""Define the errors of a database that can't be read or written."""


class StoreError(Exception):
    """The database is busy, full, damaged, unreadable or closed."""

    def __init__(self, reason: str, *, is_locked: bool = False, may_pass: bool = True) -> None:
        super().__init__(reason)
        self.is_locked = is_locked
        """Whether another process has locked the file."""
        self.may_pass = may_pass
        """Whether the same work can succeed later, without help by the self-hoster."""


class NotRead(StoreError):  # noqa: N818 - members read it as an answer
    """Nothing could be read."""


class NotSaved(StoreError):  # noqa: N818 - members read it as an answer
    """Nothing was changed, and nothing will be."""


class MaybeSaved(StoreError):  # noqa: N818 - members read it as an answer
    """A commit takes long, or failed, and it is unknown whether the changes are saved."""
