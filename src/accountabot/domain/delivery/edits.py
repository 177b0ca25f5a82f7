"""Order the edits that wait for their turn in a channel."""

from enum import IntEnum


class EditPriority(IntEnum):
    """What an edit is for; the most urgent comes first."""

    REMOVAL = 0
    """Something has to disappear, because a member or a moderator requested it."""
    UNDO = 1
    """A member took an action back."""
    CARD = 2
    """A goal's card, a check-in's or a greeting shows what changed."""
    REMINDER = 3
    """A reminder shows who has checked in meanwhile."""
    BOARD = 4
    """A leaderboard or a digest shows new numbers."""
