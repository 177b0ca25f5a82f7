"""Streak roles in settings files: who may import them, and what becomes of unknown roles."""

from typing import Any

import pytest
from discord import Object
from simcord import MemberActor, RoleHandle

from tests.stories.server.settings_files import exported, imported, use, whole
from tests.stories.setup.setup_commands import keep
from tests.stories.streaks.streak_roles import (
    change_role,
    has,
    new_role,
    pass_time,
    restrict_bot,
    role_owner,
    set_role,
)
from tests.world import World, said

KEY = "streak roles"


@pytest.fixture
async def rita(world: World) -> MemberActor:
    """A member who may manage the server and its roles."""
    return await role_owner(world)


def entry(streak: int, role: RoleHandle, **changed: str) -> dict[str, Any]:
    return {"streak": streak, "role": {"id": str(role.id), "name": role.name, **changed}}


async def test_a_file_contains_the_roles_and_restores_them(world: World, rita: MemberActor) -> None:
    role = await new_role(world)
    usual = await exported(world, rita)
    await set_role(world, rita, 2, role)
    file = await exported(world, rita)
    await world.declare(world.alice)
    await keep(world, world.alice, 2)

    removing = await imported(world, rita, usual)
    removed = said(removing)
    await use(rita, removing)
    await pass_time(world)
    without = has(world, world.alice, role)
    bringing = await imported(world, rita, file)
    back = said(bringing)
    await use(rita, bringing)
    await pass_time(world)

    assert usual["settings"][KEY] == []
    assert file["settings"][KEY] == [entry(2, role)]
    assert f"- **Roles for streaks** removed: 2 in a row: <@&{role.id}>" in removed
    assert f"- **Roles for streaks** new: 2 in a row: <@&{role.id}>" in back
    assert not without
    assert has(world, world.alice, role)


async def test_importing_an_export_changes_nothing_even_without_manage_roles(
    world: World, rita: MemberActor, owner: MemberActor
) -> None:
    await set_role(world, rita, 2, await new_role(world))

    answer = said(await imported(world, owner, await exported(world, owner)))

    assert "nothing to change" in answer


async def test_a_member_without_manage_roles_can_import_no_role(
    world: World, owner: MemberActor
) -> None:
    role = await new_role(world)

    preview = await imported(
        world, owner, whole(world, streak_roles=[entry(7, role)], weeks_begin_on="Sunday")
    )
    shown = said(preview)
    done = await use(owner, preview)

    assert "I’ve left one out. Only someone who could give" in shown
    assert "One change made" in done
    assert "No streak roles yet" in await world.ask(owner, "setup roles")


async def test_a_member_without_manage_roles_cannot_change_the_streak_of_a_role(
    world: World, rita: MemberActor, owner: MemberActor
) -> None:
    role = await new_role(world)
    await set_role(world, rita, 30, role)

    preview = said(await imported(world, owner, whole(world, streak_roles=[entry(1, role)])))

    assert "I can’t use anything in that file here" in preview
    assert "you need *Manage Roles*" in preview
    assert "Use these settings" not in preview
    assert "30 in a row" in await world.ask(owner, "setup roles")


async def test_a_hostile_file_brings_no_role_above_the_importers_own(
    world: World, rita: MemberActor
) -> None:
    admins = await new_role(world, "Admins")
    harmless = await new_role(world, "Harmless")
    (own,) = world.env.backend.guilds[world.guild.id].members[rita.id].role_ids
    await change_role(world, admins, position=3)
    await change_role(world, Object(own), position=2)
    roles = [
        entry(1, admins, name="Harmless"),
        entry(2, harmless),
        entry(3, world.guild.default_role),
    ]

    preview = await imported(world, rita, whole(world, streak_roles=roles))
    shown = said(preview)
    await use(rita, preview)

    assert f"<@&{admins.id}> isn’t below your own highest role" in shown
    assert "Everybody has that role already" in shown
    panel = await world.ask(rita, "setup roles")
    assert f"**2 in a row** → <@&{harmless.id}>" in panel
    assert str(admins.id) not in panel


async def test_a_role_that_becomes_powerful_after_the_preview_is_not_imported(
    world: World, rita: MemberActor
) -> None:
    role = await new_role(world)
    preview = await imported(world, rita, whole(world, streak_roles=[entry(7, role)]))
    await change_role(world, role, permissions=1 << 2)

    done = await use(rita, preview)

    assert (
        "**Roles for streaks**: no change, because you or I can no longer give one of them" in done
    )
    assert "No streak roles yet" in await world.ask(rita, "setup roles")


async def test_without_the_bots_permission_the_link_is_in_the_preview(
    world: World, rita: MemberActor
) -> None:
    await restrict_bot(world, manage_roles=False)
    role = await new_role(world)

    preview = said(await imported(world, rita, whole(world, streak_roles=[entry(7, role)])))

    assert "This link asks for *Manage Roles*: https://discord.com/" in preview
    assert "Use these settings" not in preview


async def test_a_renamed_role_is_found_by_its_id_and_a_new_one_by_its_name(
    world: World, rita: MemberActor
) -> None:
    renamed, namesake = await new_role(world, "New name"), await new_role(world, "Same name")
    roles = [entry(3, renamed, name="Old name"), entry(5, namesake, id="1")]

    await use(rita, await imported(world, rita, whole(world, streak_roles=roles)))

    panel = await world.ask(rita, "setup roles")
    assert f"**3 in a row** → <@&{renamed.id}>" in panel
    assert f"**5 in a row** → <@&{namesake.id}>" in panel


async def test_a_role_deleted_since_the_export_is_left_out_and_named(
    world: World, rita: MemberActor
) -> None:
    kept, gone = await new_role(world, "Kept"), await new_role(world, "Gone")
    await set_role(world, rita, 3, kept)
    await set_role(world, rita, 5, gone)
    file = await exported(world, rita)
    world.env.backend.delete_role(world.guild.id, gone.id)
    await world.env.settle()

    preview = said(await imported(world, rita, file))
    later = await exported(world, rita)

    assert "I’ve left out the one for 5 in a row. There’s no role \u2068Gone\u2069 here" in preview
    assert later["settings"][KEY] == [entry(3, kept)]


async def test_a_file_without_a_usable_role_changes_nothing(
    world: World, rita: MemberActor
) -> None:
    role = await new_role(world)
    await set_role(world, rita, 3, role)
    unknown = [entry(5, role, id="1", name="Nobody")]

    preview = said(await imported(world, rita, whole(world, streak_roles=unknown)))

    assert "I can’t use anything in that file here" in preview
    assert "**3 in a row**" in await world.ask(rita, "setup roles")


@pytest.mark.parametrize(
    "roles",
    [
        "Regulars",
        [{"streak": 0, "role": {"name": "Regulars"}}],
        [{"streak": 1001, "role": {"name": "Regulars"}}],
        [{"streak": "7", "role": {"name": "Regulars"}}],
        [{"streak": 7, "role": {}}],
        [{"streak": 7}],
        [{"streak": 7, "role": {"id": "everyone"}}],
        [{"streak": day, "role": {"name": f"{day}"}} for day in range(1, 12)],
    ],
)
async def test_an_unreadable_list_of_roles_is_explained(
    world: World, rita: MemberActor, roles: object
) -> None:
    answer = said(await imported(world, rita, whole(world, streak_roles=roles)))

    assert "It takes a list of up to 10 roles with streaks from 1 to 1000, like" in answer
    assert '[{"streak": 7, "role": {"id": "", "name": "Regulars"}}]' in answer


async def test_two_streaks_for_one_role_become_the_lower_one(
    world: World, rita: MemberActor
) -> None:
    role = await new_role(world)
    twice = [entry(30, role), entry(7, role)]

    await use(rita, await imported(world, rita, whole(world, streak_roles=twice)))

    panel = await world.ask(rita, "setup roles")
    assert f"**7 in a row** → <@&{role.id}>" in panel
    assert "30 in a row" not in panel
