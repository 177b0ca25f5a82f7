"""Autocomplete the amount of a check-in with what is left."""

from discord.app_commands import Choice

from accountabot.domain.checkins.checkin_day import DayChoice, resolve_day
from accountabot.domain.refusals import Refusal
from accountabot.services.checkins import progress
from accountabot.services.goals import goal_views
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.errors import NotRead
from accountabot.ui import amounts
from accountabot.ui.client import Interaction
from accountabot.ui.localization import say
from accountabot.ui.responses import database, member


async def amount_left(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest all that is left of the named goal's amount, or of the only due goal's."""
    try:
        own = await database(interaction).read(
            goal_views.statuses_due_first, member(interaction), interaction.created_at
        )
        status = _status(own, interaction)
        when = DayChoice(interaction.namespace.date or DayChoice.TODAY)
        day = resolve_day(when, status.rules.days, interaction.created_at)
    except (NotRead, Refusal, ValueError):  # autocomplete can't show an error; the command will
        return []
    left = progress.amount_left(status, day)
    promised = status.revision_of(day).goal.amount
    if left is None or promised is None or promised.at_most:
        return []
    number = amounts.number_text(left)
    name = say("amount-all", amount=f"{number} {promised.unit}".strip())
    return [Choice(name=name[:100], value=number)] if typed.strip() in {"", number} else []


def _status(own: list[GoalStatus], interaction: Interaction) -> GoalStatus:
    if typed := interaction.namespace.goal:
        return goal_views.pick_status(own, str(typed))
    due = [status for status in own if status.due.today]
    if len(due) != 1:
        raise Refusal("nothing-going")
    return due[0]
