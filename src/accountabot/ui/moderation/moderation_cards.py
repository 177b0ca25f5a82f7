"""Build the panels for moderators' actions; only the moderator who opened one can use it."""

from typing import Any

from discord import ButtonStyle
from discord.ui import Button

from accountabot.domain.blocks import Block
from accountabot.domain.identifiers import Member
from accountabot.domain.refusals import Refusal
from accountabot.services.moderation.blocks import Blocked
from accountabot.services.moderation.content_moderation import HiddenGoal, UndoProposal
from accountabot.services.moderation.mass_hiding import HiddenGoals
from accountabot.services.undo import Undone
from accountabot.ui import amounts, dates
from accountabot.ui.cards import INFO, Card, row, text
from accountabot.ui.client import Interaction
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.members import member_names

_LISTED = 25
"""Titles listed on a panel."""


def ensure_opener(interaction: Interaction, opener: str) -> None:
    """Raise Refusal unless the member opened the panel."""
    if str(interaction.user.id) != opener:
        raise Refusal("moderate-not-yours")


def hidden_card(hidden: HiddenGoal, opener: int, others: int = 0) -> Card:
    """Build the panel for a hidden goal: the decision, and a button to show it again.

    If its owner has other public goals, another button hides these, too.
    """
    goal = hidden.goal
    title = say("moderate-hidden", title=escape(goal.title), owner=str(goal.owner.id))
    again = _panel_button(
        label="button-show-again",
        verb="moderate-show",
        server=goal.owner.server,
        subject=goal.id,
        opener=opener,
    )
    return Card(
        text(title if hidden.is_new else say("moderate-hidden-already", title=escape(goal.title))),
        text(_decided(Block(hidden.at, hidden.moderator, hidden.reason))),
        text(say("moderate-hidden-about")),
        row(again, *_hide_all("moderate-hide-like", goal.owner.server, goal.id, opener, others)),
    )


def hidden_goals_card(hidden: HiddenGoals, opener: int) -> Card:
    """Build the panel for all goals of a member that were just hidden."""
    again = button(
        say("button-show-all-again"),
        custom_id(
            "moderate-show-all", hidden.owner.server, hidden.owner.id, f"{opener}:{hidden.source}"
        ),
    )
    titles = (f"- {escape(goal.title)}" for goal in hidden.goals[:_LISTED])
    count = len(hidden.goals)
    more = say("moderate-hidden-more", count=count - _LISTED) if count > _LISTED else None
    return Card(
        text(
            say("moderate-hidden-all", count=count, owner=str(hidden.owner.id)),
            *titles,
            more,
        ),
        text(_decided(Block(hidden.at, hidden.moderator, hidden.reason))),
        text(say("moderate-hidden-about")),
        row(again),
    )


def _hide_all(
    verb: str, server: int, subject: int, opener: int, public_goals: int
) -> list[Button[Any]]:
    """Build the *Hide all of theirs* button, if there is anything to hide."""
    label, style = "button-hide-all", ButtonStyle.danger
    return [_panel_button(label, verb, server, subject, opener, style)] if public_goals else []


def undo_preview_card(asked: UndoProposal, opener: int) -> Card:
    """Build the panel to confirm undoing a check-in."""
    goal = asked.goal
    line = asked.check_in
    take = _panel_button(
        label="button-take-back",
        verb="moderate-undo",
        server=goal.owner.server,
        subject=asked.pending,
        opener=opener,
        style=ButtonStyle.danger,
    )
    leave = button(say("button-leave"), custom_id("edit-cancel", goal.owner.server))
    return Card(
        text(
            say("moderate-check-in", title=escape(goal.title), owner=str(goal.owner.id)),
            say("moderate-check-in-day", day=dates.full_date(line.day)) if line.day else None,
            say("moderate-amount", amount=amounts.done_text(line.amount, goal))
            if line.amount is not None
            else None,
            say("check-in-note", note=escape(line.note)) if line.note else None,
            say("moderate-proof", link=line.proof) if line.proof else None,
        ),
        text(say("moderate-reason", reason=escape(asked.reason)), say("moderate-check-in-about")),
        row(take, leave),
    )


def undone_card(undone: Undone) -> Card:
    """Build the card for an undone check-in."""
    goal = undone.goal
    rests = say("undone-rests") if undone.is_paused else None
    return Card(
        text(say("moderate-undone", title=escape(goal.title), owner=str(goal.owner.id)), rests),
        colour=INFO,
    )


def blocked_card(blocked: Blocked, member: Member, opener: int, public_goals: int = 0) -> Card:
    """Build the panel for a blocked member: the decision, and buttons to unblock and to hide."""
    title = say(
        "moderate-blocked" if blocked.is_new else "moderate-blocked-already", member=str(member.id)
    )
    about = say(
        "moderate-blocked-about" if blocked.block.reason else "moderate-blocked-about-unsaid"
    )
    again = _panel_button(
        label="button-unblock",
        verb="moderate-unblock",
        server=member.server,
        subject=member.id,
        opener=opener,
    )
    hide = _hide_all("moderate-hide-all", member.server, member.id, opener, public_goals)
    return Card(text(title), text(_decided(blocked.block)), text(about), row(again, *hide))


def _decided(block: Block) -> str:
    """Format a moderation decision: time, moderator and reason."""
    since = dates.moment(block.at)
    who = member_names.mention(block.moderator)
    if not block.reason:
        return say("moderate-decided-unsaid", since=since, moderator=who)
    return say("moderate-decided", since=since, moderator=who, reason=escape(block.reason))


def _panel_button(
    label: str,
    verb: str,
    server: int,
    subject: int,
    opener: int,
    style: ButtonStyle = ButtonStyle.secondary,
) -> Button[Any]:
    return button(say(label), custom_id(verb, server, subject, str(opener)), style)
