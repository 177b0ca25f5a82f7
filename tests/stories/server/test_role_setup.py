"""/setup roles: who may choose which role, and why others are refused."""

import discord
import pytest
from discord import PermissionOverwrite, Permissions
from simcord import MemberActor, SetupError

from accountabot.domain.streaks.streak_roles import MOST_ROLES
from accountabot.ui.server.role_checks import HARMLESS, POWERS, POWERS_UNLESS_SHARED
from tests.stories.server.settings_files import imported, use, whole
from tests.stories.streaks.streak_roles import (
    announce_tags,
    change_role,
    new_role,
    requests,
    restrict_bot,
    role_owner,
    set_role,
)
from tests.world import World, said


@pytest.fixture
async def rita(world: World) -> MemberActor:
    """A member who may manage the server and its roles."""
    return await role_owner(world)


async def listed(world: World, who: MemberActor) -> str:
    return await world.ask(who, "setup roles")


def test_every_permission_of_discord_is_known_to_be_harmless_or_not() -> None:
    flags = [name for name, _ in discord.Permissions()]

    assert sorted((*POWERS, *POWERS_UNLESS_SHARED, *HARMLESS)) == sorted(flags)


async def test_a_role_is_chosen_listed_logged_changed_and_removed(
    world: World, rita: MemberActor
) -> None:
    role = await new_role(world)
    empty = await listed(world, rita)

    chosen = await set_role(world, rita, 7, role)
    again = await set_role(world, rita, 7, role)
    changed = await set_role(world, rita, 30, role)
    panel = await rita.slash(world.general, "setup roles")
    shown = await world.ask(rita, "setup show")
    removed = said(await rita.click(panel.response, label="Remove"))
    log = await world.ask(rita, "setup log")

    assert "No streak roles yet. Pick one with /setup roles `streak: 7 role: @Regulars`" in empty
    assert f"people get <@&{role.id}> once they reach **7 in a row**" in chosen
    assert "It was like that already" not in chosen
    assert "It was like that already" in again
    assert f"**30 in a row** → <@&{role.id}>" in changed
    assert "**7 in a row** →" not in changed
    assert f"**Roles for streaks:** 30 in a row: <@&{role.id}>. /setup roles" in shown
    assert "I’m taking that role back" in removed
    assert "No streak roles yet" in removed
    assert f"**Roles for streaks** new: 7 in a row: <@&{role.id}>" in log
    assert (
        f"**Roles for streaks** new: 30 in a row: <@&{role.id}>,"
        f" removed: 7 in a row: <@&{role.id}>" in log
    )
    assert f"**Roles for streaks** removed: 30 in a row: <@&{role.id}>" in log


async def test_the_list_belongs_to_the_owner_who_opened_it(
    world: World, rita: MemberActor, owner: MemberActor
) -> None:
    await set_role(world, rita, 7, await new_role(world))
    panel = await rita.slash(world.general, "setup roles")

    with pytest.raises(SetupError):
        await owner.click(panel.response, label="Remove")

    assert "7 in a row" in await listed(world, owner)


async def test_a_role_and_a_streak_are_needed_together(world: World, rita: MemberActor) -> None:
    role = await new_role(world)

    without_role = await world.ask(rita, "setup roles", streak=7)
    without_streak = await world.ask(rita, "setup roles", role=role)

    assert "I need both a streak and a role" in without_role
    assert "I need both a streak and a role" in without_streak


@pytest.mark.parametrize("streak", [-1, 0, 1001])
async def test_a_streak_out_of_range_is_refused(
    world: World, rita: MemberActor, streak: int
) -> None:
    answer = await set_role(world, rita, streak, await new_role(world))

    assert answer == "Pick a streak from 1 to 1000, like 7 or 30."


async def test_the_number_of_roles_is_limited_and_the_full_list_can_be_shown(
    world: World, rita: MemberActor
) -> None:
    roles = [await new_role(world, f"Role {number}") for number in range(MOST_ROLES + 1)]
    for number, role in enumerate(roles[:-1], 1):
        await set_role(world, rita, number, role)

    full = await set_role(world, rita, 99, roles[-1])
    changed = await set_role(world, rita, 99, roles[0])

    assert "You can have up to 10 roles for streaks. Remove one with /setup roles first." in full
    assert changed.count("Remove") == MOST_ROLES


async def test_the_longest_list_report_and_log_fit_into_messages(
    world: World, rita: MemberActor
) -> None:
    roles = [await new_role(world, f"Role {number}") for number in range(MOST_ROLES)]
    for number, role in enumerate(roles, 990):
        await set_role(world, rita, number, role)
    entries, others = (
        [{"streak": first + n, "role": {"id": str(role.id)}} for n, role in enumerate(roles)]
        for first in (900, 950)
    )
    for turn in range(6):
        changed = whole(world, streak_roles=(entries, others)[turn % 2])
        await use(rita, await imported(world, rita, changed))
    for role in roles:
        await change_role(world, role, permissions=Permissions.all().value)
    broken = said(await imported(world, rita, whole(world, streak_roles=entries)))
    await restrict_bot(world, manage_roles=False)

    panel = await listed(world, rita)
    report = await world.ask(rita, "setup check")
    log = await world.ask(rita, "setup log")

    assert all(len(shown) < 4000 for shown in (panel, report, log, broken))
    assert panel.count("Remove\n") + panel.endswith("Remove") == MOST_ROLES
    assert "Administrator, Manage Server, Manage Roles and more" in panel
    assert "7 more roles for streaks have a problem: /setup roles." in report
    assert "I’ve left out 7 more" in broken


async def test_a_member_without_manage_roles_is_refused(world: World, owner: MemberActor) -> None:
    role = await new_role(world)

    answer = await set_role(world, owner, 7, role)

    assert answer == (
        f"Only someone who could give <@&{role.id}> by hand can pick it, and for that you need"
        " *Manage Roles*. Ask someone who has it, or the server’s owner."
    )
    assert "No streak roles yet" in await listed(world, owner)


async def test_the_permission_in_one_channel_is_not_enough(
    world: World, owner: MemberActor
) -> None:
    role = await new_role(world)
    handle = world.env.bot.get_guild(world.guild.id)
    member = await handle.fetch_member(owner.id)
    room = world.guild.create_text_channel(
        "room", overwrites={member: PermissionOverwrite(manage_roles=True)}
    )

    answer = said(await owner.slash(room, "setup roles", streak=7, role=role))

    assert "you need *Manage Roles*" in answer


async def test_a_role_that_is_not_below_the_members_own_is_refused(
    world: World, rita: MemberActor
) -> None:
    above = await new_role(world)
    await change_role(world, above, position=2)
    await change_role(world, _of(world, rita), position=1)

    answer = await set_role(world, rita, 7, above)

    assert answer == (
        f"<@&{above.id}> isn’t below your own highest role, so you couldn’t give it by hand."
        " Ask someone with a higher role, or the server’s owner."
    )


async def test_the_servers_owner_needs_neither_the_permission_nor_a_higher_role(
    world: World,
) -> None:
    world.env.backend.edit_guild(world.guild.id, {"owner_id": world.carol.id})
    role = await new_role(world)

    answer = await set_role(world, world.carol, 7, role)

    assert f"Done: people get <@&{role.id}> once they reach **7 in a row**" in answer


async def test_the_everyone_role_is_refused(world: World, rita: MemberActor) -> None:
    answer = await set_role(world, rita, 7, world.guild.default_role)

    assert answer == "Everybody has that role already. Create one just for this, and pick it."


async def test_a_managed_role_is_refused(world: World, rita: MemberActor) -> None:
    managed = await new_role(world, managed=True)
    boosters = await new_role(world)
    await announce_tags(world, boosters, premium_subscriber=None)

    answers = [await set_role(world, rita, 7, role) for role in (managed, boosters)]

    assert answers == [
        f"<@&{role.id}> belongs to an app or to Discord itself, so I can’t hand it out."
        " Create a role just for this, and pick it."
        for role in (managed, boosters)
    ]


@pytest.mark.parametrize("power", POWERS)
async def test_a_role_with_power_is_refused(world: World, rita: MemberActor, power: str) -> None:
    role = await new_role(world, permissions=Permissions(**{power: True}))

    answer = await set_role(world, rita, 7, role)

    assert f"<@&{role.id}> comes with powers that a streak shouldn’t give anyone" in answer
    assert "No streak roles yet" in await listed(world, rita)


async def test_a_role_with_a_permission_that_is_new_to_the_bot_is_refused(
    world: World, rita: MemberActor
) -> None:
    role = await new_role(world)
    await change_role(world, role, permissions=1 << 60)

    answer = await set_role(world, rita, 7, role)

    assert "a permission that’s newer than I am" in answer


async def test_a_role_with_power_in_a_channel_is_refused(world: World, rita: MemberActor) -> None:
    role = await new_role(world)
    world.guild.create_text_channel(
        "staff", overwrites={role: PermissionOverwrite(manage_messages=True)}
    )
    await world.env.settle()

    answer = await set_role(world, rita, 7, role)

    assert "\u2068Manage Messages\u2069. Remove them from the role (in channels, too)" in answer


async def test_pinging_everyone_counts_as_power_unless_everyone_may(
    world: World, rita: MemberActor
) -> None:
    everyone = world.guild.default_role
    before = world.env.backend.guilds[world.guild.id].roles[everyone.id].permissions
    pinging = Permissions(mention_everyone=True)
    role = await new_role(world, permissions=pinging)
    await change_role(world, everyone, permissions=before & ~pinging.value)
    alone = await set_role(world, rita, 7, role)

    await change_role(world, everyone, permissions=before | pinging.value)
    shared = await set_role(world, rita, 7, role)

    assert "Mention Everyone" in alone
    assert "Done" in shared


async def test_a_role_above_the_bots_is_refused(world: World, rita: MemberActor) -> None:
    role = await new_role(world)
    await change_role(world, role, position=50)

    answer = await set_role(world, rita, 7, role)

    assert answer == (
        f"<@&{role.id}> isn’t below my own highest role, so Discord won’t let me give or take it."
        " In Server Settings → Roles, drag my role above it."
    )


async def test_without_its_permission_the_bot_offers_a_link(
    world: World, rita: MemberActor
) -> None:
    await restrict_bot(world, manage_roles=False)
    role = await new_role(world)

    answer = await set_role(world, rita, 7, role)
    shown = await listed(world, rita)

    for said_ in (answer, shown):
        assert "This link asks for *Manage Roles*: https://discord.com/oauth2/authorize?" in said_
    (asked,) = {part for part in answer.split("&") if part.startswith("permissions=")}
    assert Permissions(int(asked.removeprefix("permissions="))).manage_roles
    assert not Permissions(int(asked.removeprefix("permissions="))).manage_channels
    assert "No streak roles yet" in shown
    assert requests(world, "PUT") == []


def _of(world: World, member: MemberActor) -> discord.abc.Snowflake:
    """Return the only role of a member."""
    (key,) = world.env.backend.guilds[world.guild.id].members[member.id].role_ids
    return discord.Object(key)
