"""Show a member's streaks, one line per goal."""

from collections.abc import Sequence
from typing import Any

from discord import Member as DiscordMember
from discord import SelectOption
from discord.app_commands import command
from discord.ext import commands
from discord.ui import ActionRow, Select

from accountabot.domain.identifiers import Member, MemberId
from accountabot.services.goals import goal_views
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui import pagination, responses
from accountabot.ui.cards import GOING, Card, row, text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, button, custom_id, parse_number, template
from accountabot.ui.delivery.announcements import show_goals
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.responses import database, member


class Streaks(commands.Cog):
    """The `/streak` command."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @command()
    async def streak(self, interaction: Interaction, member: DiscordMember | None = None) -> None:
        """Show streaks, goal by goal

        Args:
            member: Whose streaks; if empty, your own
        """
        owner = (member or interaction.user).id
        in_public, own = await _lines(interaction, owner)
        if in_public or not own:
            shown = [line.goal for line in in_public[: pagination.SIZE]]
            await show_goals(interaction, _card(interaction, "streaks", owner, in_public), shown)
        if own:
            await responses.show(interaction, _card(interaction, "own-streaks", owner, own))


class StreakPage(PersistentItem, template=template("streaks")):
    """A button to another page of a member's streaks."""

    async def on_press(self, interaction: Interaction) -> None:
        """Turn the page."""
        in_public, _ = await _lines(interaction, self.subject)
        await pagination.turn_page(
            interaction,
            _card(interaction, "streaks", self.subject, in_public, parse_number(self.detail)),
        )


class OwnStreakPage(PersistentItem, template=template("own-streaks")):
    """A button to another page of the member's own streaks, which only they see."""

    async def on_press(self, interaction: Interaction) -> None:
        """Turn the page."""
        owner = interaction.user.id
        _, own = await _lines(interaction, owner)
        await pagination.turn_page(
            interaction, _card(interaction, "own-streaks", owner, own, parse_number(self.detail))
        )


async def _lines(interaction: Interaction, owner: int) -> tuple[list[GoalStatus], list[GoalStatus]]:
    """Return a member's active goals, public and private, longest streak first."""
    who = Member(responses.server_id(interaction), MemberId(owner))
    asker = member(interaction)
    lines = await database(interaction).read(
        goal_views.statuses_due_first, who, interaction.created_at
    )
    going = sorted(
        (line for line in lines if line.due.is_ongoing), key=lambda line: -line.tally.streak
    )
    in_public = [line for line in going if not line.goal.is_private]
    return in_public, [
        line for line in going if line.goal.is_private and line.goal.is_visible_to(asker)
    ]


def _card(
    interaction: Interaction, verb: str, owner: int, lines: list[GoalStatus], page: int = 0
) -> Card:
    title = say("streak-title", member=str(owner))
    server = responses.server_id(interaction)
    if not lines:
        return Card(text(title, say("streak-none")))
    shown, page, count = pagination.slice_page(lines, page)
    secret = say("goal-private") if verb == "own-streaks" else None
    return Card(
        text(title, secret),
        text(*map(_line, shown)),
        _why(server, shown),
        *pagination.page_buttons(verb=verb, server=server, subject=owner, page=page, pages=count),
        colour=GOING,
    )


def _why(server: int, lines: Sequence[GoalStatus]) -> ActionRow[Any]:
    """Build the *Why?* button or menu for these streaks."""
    if len(lines) == 1:
        return row(button(say("button-why"), custom_id("why", server, lines[0].goal.id)))
    options = [SelectOption(label=line.goal.title, value=str(line.goal.id)) for line in lines]
    return row(
        Select(
            custom_id=custom_id("why-pick", server), placeholder=say("why-pick"), options=options
        )
    )


def _line(line: GoalStatus) -> str:
    tally = line.tally
    longest = max(tally.longest, tally.streak)
    return say(
        "streak-line",
        title=escape(line.goal.title),
        streak=tally.streak,
        without_freeze=int(tally.is_without_freeze),
        longest=longest,
        freezes=tally.freezes,
    )


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(StreakPage, OwnStreakPage)
    await bot.add_cog(Streaks(bot))
