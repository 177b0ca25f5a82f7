"""Stand behind one another: *Hold me to it* and *Cheer* on a goal's card; and know who left."""

from typing import Any

from discord import Interaction, RawMemberRemoveEvent
from discord.ext import commands
from discord.utils import utcnow

from accountabot.bot import Accountabot
from accountabot.domain.identities import GoalId, Member, MemberId, ServerId
from accountabot.services import people
from accountabot.services.people import Backed
from accountabot.ui import answers
from accountabot.ui.answers import action
from accountabot.ui.controls import Lasting, template
from accountabot.ui.quotes import quote
from accountabot.ui.texts import say


class People(commands.Cog):
    """Who is here, and who is not any more."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_raw_member_remove(self, event: RawMemberRemoveEvent) -> None:
        """Take someone who left off the boards."""
        left = Member(ServerId(event.guild_id), MemberId(event.user.id))
        await self.bot.database.write(people.leave, [left], utcnow())
        self.bot.tell_stale()


class WitnessButton(Lasting, template=template("witness")):
    """The button *Hold me to it*."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Become a witness of this goal."""
        write = answers.database(interaction).write
        await _answer(interaction, "witnessed", await write(people.witness, action(interaction), GoalId(self.subject)))


class CheerButton(Lasting, template=template("cheer")):
    """The button *Cheer*."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Cheer this goal."""
        write = answers.database(interaction).write
        await _answer(interaction, "cheered", await write(people.cheer, action(interaction), GoalId(self.subject)))


async def _answer(interaction: Interaction[Any], key: str, backed: Backed) -> None:
    goal = backed.goal
    if backed.is_new:
        interaction.client.tell_changed(goal.owner.server, goal.id)
    key = key if backed.is_new else f"{key}-already"
    await answers.tell(interaction, say(key, owner=str(goal.owner.id), title=quote(goal.title)))


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    bot.add_dynamic_items(WitnessButton, CheerButton)
    await bot.add_cog(People(bot))
