"""Show a member's streaks, one line per goal."""

from collections.abc import Sequence
from typing import Any

from discord import Member as DiscordMember
from discord import SelectOption
from discord.app_commands import command
from discord.ext import commands
from discord.ui import ActionRow, Select

from accountabot.domain.identifiers import Member, MemberId
from accountabot.domain.refusals import Refusal
from accountabot.services.goals import goal_views
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui import pagination, responses
from accountabot.ui.cards import GOAL, Card, row, text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, button, custom_id, parse_number, template
from accountabot.ui.delivery.sharing import Shared, ShareItem, share_button
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
        await responses.show(
            interaction, _card(interaction, owner, await _lines(interaction, owner))
        )


class StreakPage(PersistentItem, template=template("streaks")):
    """A button to another page of a member's streaks."""

    async def on_press(self, interaction: Interaction) -> None:
        """Turn the page."""
        lines = await _lines(interaction, self.subject)
        card = _card(interaction, self.subject, lines, parse_number(self.detail))
        await pagination.turn_page(interaction, card)


class ShareStreaks(ShareItem, template=template("share-streaks")):
    """The *Show everyone* button of a member's streaks; its detail is the page."""

    async def draw(self, interaction: Interaction) -> Shared:
        """Draw the member's public streaks as they are now."""
        found = await _lines(interaction, self.subject)
        lines = [line for line in found if not line.goal.is_private]
        if not lines:
            raise Refusal("share-nothing")
        page = parse_number(self.detail)
        shown, _, _ = pagination.slice_page(lines, page)
        card = _card(interaction, self.subject, lines, page, is_public=True)
        return Shared(card, [line.goal.id for line in shown], MemberId(self.subject))


async def _lines(interaction: Interaction, owner: int) -> list[GoalStatus]:
    """Return a member's active goals that the asker may see, longest streak first."""
    who = Member(responses.server_id(interaction), MemberId(owner))
    asker = member(interaction)
    lines = await database(interaction).read(
        goal_views.statuses_due_first, who, interaction.created_at
    )
    going = (line for line in lines if line.due.is_ongoing and line.goal.is_visible_to(asker))
    return sorted(going, key=lambda line: (line.goal.is_private, -line.tally.streak))


def _card(
    interaction: Interaction,
    owner: int,
    lines: list[GoalStatus],
    page: int = 0,
    *,
    is_public: bool = False,
) -> Card:
    title = say("streak-title", member=str(owner))
    server = responses.server_id(interaction)
    if not lines:
        return Card(text(title, say("streak-none")))
    shown, page, count = pagination.slice_page(lines, page)
    has_public = not is_public and any(not line.goal.is_private for line in lines)
    return Card(
        text(title),
        text(*map(_line, shown)),
        _why(server, shown),
        *pagination.page_buttons(
            verb="streaks", server=server, subject=owner, page=page, pages=count
        ),
        *([row(share_button("share-streaks", server, owner, f"{page}"))] if has_public else []),
        colour=GOAL,
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
    numbers = (
        say("streak-current", streak=tally.streak) if tally.streak else None,
        say("streak-longest", longest=longest) if longest else None,
        say("streak-freezes", freezes=tally.freezes) if tally.freezes else None,
        say("streak-without-freeze") if tally.is_without_freeze else None,
    )
    about = " · ".join(said for said in numbers if said)
    secret = int(line.goal.is_private)
    title = say("streak-goal", title=escape(line.goal.title), private=secret)
    return f"{title}\n-# {about}" if about else title


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(StreakPage, ShareStreaks)
    await bot.add_cog(Streaks(bot))
