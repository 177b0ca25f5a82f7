"""Define the topics of the outbox, and when a failed delivery is retried."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from accountabot.domain.identifiers import MessageRef, ServerId


class Topic(StrEnum):
    """The purpose of an outbox entry, and the meaning of its subject."""

    SCREENING = "screening"
    """Check who has passed the rules screening; the subject is 0."""
    MISSED_JOINS = "missed joins"
    """Look for members who joined since then while the bot was disconnected; the subject is 0."""
    GREETING = "greeting"
    """Greet the newcomer who is the subject."""
    CROWD_GREETING = "crowd greeting"
    """Greet all newcomers whose greetings are held back; the subject is 0."""
    CHEER_INVITATION = "cheer invitation"
    """Invite members to cheer the first check-in of the newcomer who is the subject."""
    WITNESS_NEWS = "witness news"
    """Tell the witnesses of the goal that is the subject about its milestones."""
    QUIET_GOAL = "quiet goal"
    """Tell the witnesses of the goal that is the subject that it has gone quiet."""
    ONBOARDING = "onboarding"
    """Explain how to begin, once on a server; the subject is 0."""
    REDACTION = "redaction"
    """Remove a member who deleted their data from the message that is the subject."""
    TAKE_DOWN = "take-down"
    """Remove the goals that are now private from the message that is the subject."""
    UNDONE_ACTION = "undone action"
    """Mark the message of an undone action; the subject is the action's record entry."""
    GOAL_CARD = "goal card"
    """Redraw the card of the goal that is the subject, if that was not done at once."""

    REMINDER = "reminder"
    """Send the reminder message that is the subject."""
    REMINDER_EDIT = "reminder edit"
    """Redraw the reminder message that is the subject."""
    DIGEST = "digest"
    """Post the weekly digest of a server; the subject is 0."""
    LIVE_BOARD = "live board"
    """Post the live leaderboard that is the subject."""
    LIVE_BOARD_EDIT = "live board edit"
    """Redraw the live leaderboard whose message is the subject, if it changed."""
    STREAK_ROLES = "streak roles"
    """Give and take the streak roles of the member who is the subject; 0 stands for all."""
    LOST_MESSAGE = "lost message"
    """Look for a message that may have been sent; the subject is the interaction that caused it."""

    @property
    def is_edit(self) -> bool:
        """Return whether this is about a message that exists, instead of sending a new one."""
        return self in EDITS

    @property
    def judges_time(self) -> bool:
        """Return whether this depends on what was missed or kept, and so on the right time."""
        return self in JUDGING


EDITS = frozenset(
    {
        Topic.REDACTION,
        Topic.TAKE_DOWN,
        Topic.UNDONE_ACTION,
        Topic.GOAL_CARD,
        Topic.REMINDER_EDIT,
        Topic.LIVE_BOARD_EDIT,
        Topic.LOST_MESSAGE,
    }
)
REMOVALS = frozenset({Topic.REDACTION, Topic.TAKE_DOWN})
"""Edits because of which something disappears; they come before all others."""
JUDGING = frozenset(
    {
        Topic.WITNESS_NEWS,
        Topic.QUIET_GOAL,
        Topic.REMINDER,
        Topic.DIGEST,
        Topic.LIVE_BOARD,
        Topic.LIVE_BOARD_EDIT,
        Topic.STREAK_ROLES,
    }
)
LOOK_LATER = timedelta(minutes=15)
"""How long a lost message is looked for by its interaction first."""
REDRAW_LATER = timedelta(minutes=1)
"""How long an entry waits for the redraw that follows an action at once."""
EDIT_TO_RETRY = timedelta(days=1)
"""How long an edit waits if only people can change what prevents it."""
REDRAW_WHEN_OPENED = timedelta(days=365)
"""How long a card in an archived thread waits, unless the thread is opened or the bot starts."""
WAITS_FOR_PEOPLE = timedelta(minutes=15)
"""An edit that is due later than this waits for people, not for Discord."""
EDITS_AT_ONCE = 10
"""Edits requested together that are due at once; each further ten are due later."""
EDITS_APART = timedelta(seconds=10)
"""How much later: Discord takes about one edit per second in a channel."""


class OutboxEntry(NamedTuple):
    """A message to be sent or edited on a server once it is due."""

    id: int
    server: ServerId
    topic: Topic
    subject: int
    channel: int | None
    """The channel of the message to be edited, if the subject is that message."""
    since: datetime
    """The start (UTC) of the period that the message reports on."""
    sequence: int
    """How often it was delivered or requested before."""
    tries: int
    """How often this delivery was attempted, including this time."""
    tried_at: datetime | None
    """When it was first attempted (UTC), if it was: that attempt may have succeeded."""
    retry_at: datetime
    """When it is due again (UTC) unless it is completed."""

    @property
    def dedup_key(self) -> str:
        """The key in the message by which an earlier delivery is recognised."""
        return f"{self.id}-{self.sequence}"

    @property
    def post(self) -> MessageRef:
        """The message to be edited."""
        assert self.channel is not None
        return MessageRef(self.channel, self.subject)


_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
LONGEST_RETRY = _PAUSES[-1]
_EDIT_PAUSES = _PAUSES[:2]
"""Data that must disappear is not shown for hours after an outage of Discord."""


def retry_at(now: datetime, tries: int, topic: Topic) -> datetime:
    """Return when a delivery is retried that is attempted now for the `tries`-th time."""
    pauses = _EDIT_PAUSES if topic.is_edit else _PAUSES
    return now + pauses[min(tries, len(pauses)) - 1]
