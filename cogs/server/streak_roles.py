"""Let owners choose the roles that members get for their streaks."""

from discord import Guild, Role
from discord import Member as DiscordMember
from discord.app_commands import command

from accountabot.domain.refusals import Refusal
from accountabot.domain.streaks.streak_roles import StreakRole
from accountabot.services.server import role_rules
from accountabot.ui import responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import OwnedItem, parse_number, template
from accountabot.ui.delivery import panels
from accountabot.ui.localization import say
from accountabot.ui.responses import act, database, member
from accountabot.ui.server.role_cards import roles_card
from accountabot.ui.server.role_checks import channel_permissions, refusal_of, setter_refusal


@command()
async def roles(
    interaction: Interaction, streak: int | None = None, role: Role | None = None
) -> None:
    """See or choose the roles that members get for their streaks

    Args:
        streak: From which streak on, like 7 or 30; leave both empty to see and remove roles
        role: Which role; choosing it again changes its streak
    """
    if streak is None and role is None:
        await _show(interaction)
        return
    if streak is None or role is None:
        raise Refusal("roles-both")
    guild = interaction.guild
    assert isinstance(guild, Guild)
    if not guild.me.guild_permissions.manage_roles:
        invite = interaction.client.invite_to_give_roles
        await responses.show_privately(interaction, say("roles-may-not", invite=invite))
        return
    _ensure_settable(interaction, guild, role)
    is_new = await act(interaction, role_rules.set_role, StreakRole(streak, role.id))
    interaction.client.events.streak_roles_changed(responses.server_id(interaction))
    said = say("roles-set", streak=streak, role=role.id)
    await _show(interaction, said if is_new else f"{said}\n{say('setup-already')}")


class RemoveRole(OwnedItem, template=template("role-remove")):
    """The *Remove* button of a streak role, for the owner who opened the list."""

    not_yours = "roles-not-yours"

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Stop giving the role."""
        role = parse_number(self.detail)
        was_given = await act(interaction, role_rules.remove_role, role)
        interaction.client.events.streak_roles_changed(self.server)
        guild = interaction.guild
        assert isinstance(guild, Guild)
        done = "roles-removed" if guild.me.guild_permissions.manage_roles else "roles-removed-later"
        await _show(interaction, say(done if was_given else "roles-removed-already"))


def _ensure_settable(interaction: Interaction, guild: Guild, role: Role) -> None:
    """Raise Refusal unless the bot can give a role, and the member could give it, too."""
    assert isinstance(interaction.user, DiscordMember)
    refusal = refusal_of(guild, role.id, channel_permissions(guild))
    if refusal := refusal or setter_refusal(interaction.user, role.id):
        raise refusal


async def _show(interaction: Interaction, said: str | None = None) -> None:
    guild = interaction.guild
    assert isinstance(guild, Guild)
    opener = member(interaction)
    rules = await database(interaction).read(role_rules.load, opener.server)
    invite = interaction.client.invite_to_give_roles
    await panels.show(interaction, roles_card(guild, opener, rules, invite, said))


async def setup(bot: Client) -> None:
    """Load the button and add the command to the existing `/setup` group."""
    bot.add_dynamic_items(RemoveRole)
    bot.group_of("Setup").add_command(roles)
