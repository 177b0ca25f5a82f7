"""Define the private notices that members get at their next interaction with the bot."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from accountabot.domain.identifiers import GoalId, Member


class NoticeKind(StrEnum):
    """What a notice is about."""

    MISSED = "missed"
    """For a goal's owner: a period was missed, or a freeze was used for it."""
    REMINDER = "reminder"
    """For a goal's owner: it is still to be done today."""
    GO_ON = "go on"
    """For a goal's owner: should reminders that nobody answers go on?"""
    MORNING_AFTER = "morning after"
    """For a goal's owner: a period can still be made up for."""
    AT_RISK = "at risk"
    """For a goal's owner: a long streak is about to end."""
    TRY_MESSAGES = "try messages"
    """For a goal's owner: a direct message about it failed, so no more are tried."""
    QUIET = "quiet"
    """For a witness, or for the server's channel for witnesses: it has gone quiet."""
    OUTAGE = "outage"
    """For a goal's owner: the bot was offline, which excused a period."""


class Notice(NamedTuple):
    """A notice about a goal that a member is to be told."""

    member: Member
    goal: GoalId
    kind: NoticeKind
    since: datetime
    """When it happened (UTC); if it happens again, the notice is renewed."""
    told_at: datetime | None
    """When the member was last told (UTC)."""
