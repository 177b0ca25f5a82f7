"""Show someone's streaks, one line a goal."""

from collections.abc import Sequence
from typing import Any

from discord import Interaction, SelectOption
from discord import Member as DiscordMember
from discord.app_commands import command
from discord.ext import commands
from discord.ui import ActionRow, Select

from accountabot.bot import Accountabot
from accountabot.domain.identities import Member, MemberId, ServerId
from accountabot.services import goals
from accountabot.services.streaks import Line
from accountabot.ui import answers, pages
from accountabot.ui.cards import GOING, Card, row, text
from accountabot.ui.controls import Lasting, button, custom_id, number, template
from accountabot.ui.quotes import quote
from accountabot.ui.texts import say


class Streaks(commands.Cog):
    """The command `/streak`."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot

    @command()
    async def streak(self, interaction: Interaction[Any], member: DiscordMember | None = None) -> None:
        """Show streaks, goal by goal

        Args:
            member: Whose streaks; left out, your own
        """
        card = await _streaks(self.bot, interaction, (member or interaction.user).id)
        await answers.show(interaction, card, public=True)


class StreakPage(Lasting, template=template("streaks")):
    """To another page of someone's streaks."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Turn the page."""
        await pages.turn(
            interaction, await _streaks(interaction.client, interaction, self.subject, number(self.detail))
        )


async def _streaks(bot: Accountabot, interaction: Interaction[Any], owner: int, page: int = 0) -> Card:
    who = Member(ServerId(interaction.guild_id or 0), MemberId(owner))
    lines = await bot.database.read(goals.of, who, interaction.created_at)
    going = sorted((line for line in lines if line.due.is_going), key=lambda line: -line.run.streak)
    title = say("streak-title", member=str(owner))
    if not going:
        return Card(text(title, say("streak-none")))
    shown, page, count = pages.cut(going, page)
    return Card(
        text(title),
        text(*map(_line, shown)),
        _why(who.server, shown),
        *pages.pager("streaks", who.server, owner, page, count),
        colour=GOING,
    )


def _why(server: int, lines: Sequence[Line]) -> ActionRow[Any]:
    """Offer the days behind each of these streaks."""
    if len(lines) == 1:
        return row(button(say("button-why"), custom_id("why", server, lines[0].goal.id)))
    options = [SelectOption(label=line.goal.title, value=str(line.goal.id)) for line in lines]
    return row(Select(custom_id=custom_id("why-pick", server), placeholder=say("why-pick"), options=options))


def _line(line: Line) -> str:
    run = line.run
    longest = max(run.longest, run.streak)
    return say("streak-line", title=quote(line.goal.title), streak=run.streak, longest=longest, freezes=run.freezes)


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    bot.add_dynamic_items(StreakPage)
    await bot.add_cog(Streaks(bot))
