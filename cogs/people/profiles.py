"""Let members introduce themselves and disclose interests, and show profiles."""

from discord import Member as DiscordMember
from discord import User
from discord.app_commands import ContextMenu, Range, command
from discord.ext import commands
from discord.ui import Modal

from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.identifiers import GoalId, Member, MemberId
from accountabot.domain.people.profiles import DISCLOSURE_LIMIT, Introduction
from accountabot.domain.refusals import Refusal
from accountabot.services.people import profiles
from accountabot.services.people.profiles import DiscloseResult
from accountabot.ui import pagination, responses
from accountabot.ui.cards import Card
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, parse_number, template
from accountabot.ui.delivery.announcements import share
from accountabot.ui.localization import say
from accountabot.ui.modals import Submission, open_modal
from accountabot.ui.people.goal_profile_card import BACK, GOAL, MORE, goal_profile_card
from accountabot.ui.people.profile_cards import (
    earlier_card,
    introduction_card,
    introduction_form,
    profile_card,
)
from accountabot.ui.people.profile_members import profiled
from accountabot.ui.people.profile_pictures import add_goal_picture, add_profile_picture
from accountabot.ui.responses import act, database, member


class Profiles(commands.Cog):
    """The commands `/introduce`, `/disclose` and `/profile`, and the context menu *Profile*."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._menu = ContextMenu(name="Profile", callback=show_profile)
        bot.modals.register("introduce", self.introduced, self.build_form)

    async def cog_load(self) -> None:
        """Add the context menu."""
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Remove the context menu."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @command()
    async def introduce(self, interaction: Interaction) -> None:
        """Tell everyone who you are, what you do, and what you'd like to get better at"""
        await _ask(interaction)

    @command()
    async def disclose(
        self, interaction: Interaction, text: Range[str, None, DISCLOSURE_LIMIT] | None = None
    ) -> None:
        """Disclose what you gain from what you recommend, or anything else others should know

        Args:
            text: Like: I sell a course on this; if empty, your disclosure is cleared
        """
        disclosed = await act(interaction, profiles.disclose, text)
        await responses.show_privately(interaction, say(_disclosed(disclosed)))

    @command()
    async def profile(
        self, interaction: Interaction, member: User | DiscordMember | None = None
    ) -> None:
        """See who someone is, what they are working on, and how well they keep their word

        Args:
            member: Whose profile; if empty, your own
        """
        await show_profile(interaction, member or interaction.user)

    async def introduced(self, interaction: Interaction, sent: Submission) -> None:
        """Save a submitted introduction, and post its new parts."""
        introduced = await act(interaction, profiles.introduce, _introduction(sent))
        if not introduced.changes.parts():
            await responses.show_privately(interaction, say("introduced-quietly"))
            return
        card = introduction_card(introduced, member(interaction))
        await share(
            interaction,
            card,
            PostKind.INTRODUCTION,
            privately="introduced-privately",
            unposted="introduced-unposted",
        )

    async def build_form(self, _: Interaction, sent: Submission) -> Modal:
        """Build the introduction form with what was submitted."""
        return introduction_form(_introduction(sent))


async def show_profile(interaction: Interaction, user: User | DiscordMember) -> None:
    """Show a member's profile in response to an interaction."""
    if user.bot:
        raise Refusal("profile-bot")
    if not isinstance(user, DiscordMember):
        raise Refusal("profile-left", member=user.id)
    await responses.show(interaction, await _profile(interaction, MemberId(user.id), user))


async def _profile(interaction: Interaction, key: MemberId, user: DiscordMember | None) -> Card:
    """Build a member's profile, with a picture if Discord says who they are."""
    who = Member(member(interaction).server, key)
    is_own = key == interaction.user.id
    read = database(interaction).read
    profile = await read(profiles.load_profile, who, interaction.created_at)
    if profile.is_blank and not is_own:
        raise Refusal("profile-none", member=key)
    card = profile_card(profile, user.joined_at if user else None, is_own=is_own)
    if user:
        await add_profile_picture(interaction, card, profile, user)
    return card


async def _show_goal(interaction: Interaction, key: int) -> None:
    """Show one goal in place of its owner's profile."""
    asker = member(interaction)
    shown = await database(interaction).read(
        profiles.load_goal_profile, asker.server, GoalId(key), interaction.created_at
    )
    user = await profiled(interaction, shown.view.goal.owner.id)
    card = goal_profile_card(shown, asker)
    if user:
        await add_goal_picture(interaction, card, shown, user)
    await pagination.turn_page(interaction, card)


class GoalOnProfile(PersistentItem, template=template(GOAL)):
    """The button of a goal on a profile."""

    async def on_press(self, interaction: Interaction) -> None:
        """Show the goal in place."""
        await _show_goal(interaction, self.subject)


class MoreGoals(PersistentItem, template=template(MORE)):
    """The menu of the other goals on a profile."""

    async def on_press(self, interaction: Interaction) -> None:
        """Show the chosen goal in place."""
        await _show_goal(interaction, parse_number(self.chosen[0]))


class BackToProfile(PersistentItem, template=template(BACK)):
    """The button that leads from a goal back to its owner's profile."""

    async def on_press(self, interaction: Interaction) -> None:
        """Show the profile in place."""
        user = await profiled(interaction, self.subject)
        card = await _profile(interaction, MemberId(self.subject), user)
        await pagination.turn_page(interaction, card)


class IntroduceButton(PersistentItem, template=template("introduce")):
    """The *Introduce myself* button, which anyone can press."""

    async def on_press(self, interaction: Interaction) -> None:
        """Open the introduction form."""
        await _ask(interaction)


class EarlierButton(PersistentItem, template=template("earlier")):
    """The *Earlier* button of a disclosure."""

    async def on_press(self, interaction: Interaction) -> None:
        """Show all of the member's disclosures."""
        await responses.show(interaction, await _earlier(interaction, self.subject))


class EarlierPage(PersistentItem, template=template("disclosures")):
    """A button to another page of disclosures."""

    async def on_press(self, interaction: Interaction) -> None:
        """Turn the page."""
        await pagination.turn_page(
            interaction, await _earlier(interaction, self.subject, parse_number(self.detail))
        )


def _introduction(sent: Submission) -> Introduction:
    return Introduction(*(sent.fields.get(name, "") for name in ("who", "does", "learns")))


async def _ask(interaction: Interaction) -> None:
    introduction = await database(interaction).read(profiles.introduction_of, member(interaction))
    await open_modal(interaction, introduction_form(introduction or Introduction()))


async def _earlier(interaction: Interaction, key: int, page: int = 0) -> Card:
    who = Member(member(interaction).server, MemberId(key))
    return earlier_card(who, await database(interaction).read(profiles.disclosures_of, who), page)


def _disclosed(result: DiscloseResult) -> str:
    if result.disclosure:
        return "disclosed" if result.is_new else "disclosed-already"
    return "disclosed-cleared" if result.is_new else "disclosed-cleared-already"


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(IntroduceButton, EarlierButton, EarlierPage)
    bot.add_dynamic_items(GoalOnProfile, MoreGoals, BackToProfile)
    await bot.add_cog(Profiles(bot))
