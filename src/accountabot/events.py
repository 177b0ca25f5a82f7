"""Declare the events that cogs send one another through discord.py's dispatcher."""

from collections.abc import Callable
from typing import Any

from discord import Interaction, Message

from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.goals.record import RecordEntry
from accountabot.domain.identifiers import GoalId, MemberId, RecordId, ServerId


class Events:
    """Send typed events; a cog listens to `x` with a listener named `on_x`."""

    def __init__(self, dispatch: Callable[..., object]) -> None:
        self._dispatch = dispatch

    def goal_changed(self, server: ServerId, goal: GoalId) -> None:
        """Announce that a goal changed."""
        self._dispatch("goal_changed", server, goal)

    def goal_hidden(self, server: ServerId, goal: GoalId) -> None:
        """Announce that only its owner may see a goal from now on."""
        self._dispatch("goal_hidden", server, goal)

    def action_undone(self, server: ServerId, entry: RecordEntry) -> None:
        """Announce that an action was undone."""
        self._dispatch("action_undone", server, entry)

    def check_in_cheered(self, server: ServerId, entry: RecordId) -> None:
        """Announce that a check-in was cheered elsewhere than on its message."""
        self._dispatch("check_in_cheered", server, entry)

    def first_check_in(self, server: ServerId, goal: GoalId) -> None:
        """Announce that a member's first check-in on a server was made public."""
        self._dispatch("first_check_in", server, goal)

    def hello_said(
        self, message: Message, server: ServerId, newcomer: MemberId, crowd: str = ""
    ) -> None:
        """Announce a hello to the newcomer, or the crowd, that a message greets."""
        self._dispatch("hello_said", message, server, newcomer, crowd)

    def answered(self, interaction: Interaction[Any]) -> None:
        """Announce an answered interaction of a member who is to be told something."""
        self._dispatch("answered", interaction)

    def delivery_failed(self, server: ServerId, channel: int | None, kind: PostKind) -> None:
        """Announce that something could not be posted in a channel, or in none (None)."""
        self._dispatch("delivery_failed", server, channel, kind)

    def outbox_changed(self) -> None:
        """Announce that an outbox entry may be due sooner than before."""
        self._dispatch("outbox_changed")

    def permissions_changed(self, server: ServerId) -> None:
        """Announce that forbidden requests on a server may be allowed now."""
        self._dispatch("permissions_changed", server)

    def edit_waits(self) -> None:
        """Announce that an edit waits for its turn in its channel, so that others may begin."""
        self._dispatch("edit_waits")

    def standings_stale(self) -> None:
        """Announce that the rules changed by which streaks are judged."""
        self._dispatch("standings_stale")

    def reminders_changed(self) -> None:
        """Announce that a member or a server chose other reminders."""
        self._dispatch("reminders_changed")

    def streak_roles_changed(self, server: ServerId) -> None:
        """Announce that a server's rules for streak roles changed."""
        self._dispatch("streak_roles_changed", server)

    def clock_corrected(self) -> None:
        """Announce that the host's clock is right again, so that what waited for it can be done."""
        self._dispatch("clock_corrected")

    def checkin_channel_changed(self, server: ServerId, channel: int | None) -> None:
        """Announce the channel in which plain messages count as check-ins, or None."""
        self._dispatch("checkin_channel_changed", server, channel)
