"""Autocomplete a member's goals and a goal's check-ins, for moderators."""

from typing import Protocol

from discord.app_commands import Choice

from accountabot.domain.choices import check_in_choice, goal_choice
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.record import RecordedEvent
from accountabot.domain.identifiers import Member, MemberId
from accountabot.domain.refusals import Refusal
from accountabot.domain.user_text import TITLE_LIMIT
from accountabot.services.moderation import content_moderation
from accountabot.store.errors import NotRead
from accountabot.ui import amounts, dates
from accountabot.ui.client import Interaction
from accountabot.ui.goals.goal_autocomplete import ALIKE, MOST, similarity
from accountabot.ui.localization import say
from accountabot.ui.responses import database, member
from accountabot.ui.truncation import truncate


class HasId(Protocol):
    """Anything with an id: a user, or only the id that autocomplete provides."""

    id: int


def picked_member(interaction: Interaction, person: HasId) -> Member:
    """Return the picked user as a member of this server."""
    return Member(member(interaction).server, MemberId(person.id))


async def goals(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest the named member's public goals and, marked as such, hidden ones."""
    return _goals(await _goals_of(interaction), typed)


async def public_goals(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest the named member's public goals."""
    return _goals([goal for goal in await _goals_of(interaction) if not goal.is_private], typed)


async def check_ins(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest a goal's latest check-ins: day, amount and start of the note."""
    owner = _owner(interaction)
    goal = getattr(interaction.namespace, "goal", None)
    if owner is None or not goal:
        return []
    try:
        read = database(interaction).read
        lines = await read(
            content_moderation.list_check_ins, owner, str(goal), interaction.created_at
        )
    except (NotRead, Refusal):  # autocomplete can't show an error; the command itself will
        return []
    named = [(_check_in(line), line.id) for line in lines]
    return [
        Choice(name=name, value=check_in_choice(key))
        for name, key in named
        if typed.strip().casefold() in name.casefold()
    ][:MOST]


async def _goals_of(interaction: Interaction) -> list[Goal]:
    owner = _owner(interaction)
    if owner is None:
        return []
    try:
        lines = await database(interaction).read(
            content_moderation.moderatable_goals, owner, interaction.created_at
        )
    except NotRead:  # as above
        return []
    return [line.goal for line in lines]


def _owner(interaction: Interaction) -> Member | None:
    named = getattr(interaction.namespace, "member", None)
    return None if named is None else picked_member(interaction, named)


def _goals(found: list[Goal], typed: str) -> list[Choice[str]]:
    ranked = sorted(
        ((similarity(goal.title, typed), goal) for goal in found), key=lambda pair: -pair[0]
    )
    fitting = [goal for alike, goal in ranked if alike >= ALIKE]
    return [Choice(name=_goal(goal), value=goal_choice(goal)) for goal in fitting[:MOST]]


def _goal(goal: Goal) -> str:
    return (
        truncate(say("choice-hidden", title=goal.title), TITLE_LIMIT)
        if goal.is_hidden
        else goal.title
    )


def _check_in(line: RecordedEvent) -> str:
    amount = amounts.number_text(line.amount) if line.amount is not None else ""
    day = dates.full_date(line.day) if line.day else ""
    return truncate(" · ".join(filter(None, (day, amount, line.note))), TITLE_LIMIT)
