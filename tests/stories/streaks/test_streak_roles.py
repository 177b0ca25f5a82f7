"""Streak roles: members get them when they act, and lose them when a streak ends."""

from simcord import MemberActor, RoleHandle

from accountabot.bot import Accountabot
from tests.stories.goals.edits import change
from tests.stories.moderation.content_moderation import moderator
from tests.stories.setup.setup_commands import keep
from tests.stories.streaks.streak_roles import (
    has,
    new_role,
    pass_time,
    requests,
    restrict_bot,
    rows,
    set_role,
)
from tests.world import HOUR, World, said


async def test_a_member_gets_the_role_soon_after_the_check_in(
    world: World, regulars: RoleHandle, bot: Accountabot
) -> None:
    before = has(world, world.alice, regulars)

    await world.check_in(world.alice)
    await pass_time(world)

    assert not before
    assert has(world, world.alice, regulars)
    assert await rows(bot) == {(world.alice.id, regulars.id, "given")}
    assert len(requests(world, "PUT")) == 1
    assert not any(pinged for pinged in world.pings()[-1])


async def test_an_undone_check_in_takes_the_role_back(
    world: World, regulars: RoleHandle, bot: Accountabot
) -> None:
    await world.check_in(world.alice)
    await pass_time(world)

    await world.alice.slash(world.general, "undo")
    await pass_time(world)

    assert not has(world, world.alice, regulars)
    assert await rows(bot) == set()


async def test_a_streak_that_breaks_by_itself_takes_the_role_back(
    world: World, regulars: RoleHandle, owner: MemberActor, bot: Accountabot
) -> None:
    await owner.slash(world.general, "setup freezes", to_start_with=0, earned_every=0, at_most=0)
    await world.check_in(world.alice)
    await pass_time(world)
    before = has(world, world.alice, regulars)

    await world.next_day(3)

    assert before
    assert not has(world, world.alice, regulars)
    assert await rows(bot) == set()


async def test_a_role_that_a_moderator_gave_is_never_taken_away(
    world: World, regulars: RoleHandle, bot: Accountabot
) -> None:
    world.env.backend.add_member_role(world.guild.id, world.alice.id, regulars.id)
    await world.check_in(world.alice)
    await pass_time(world)
    found = await rows(bot)

    await world.alice.slash(world.general, "undo")
    await pass_time(world)

    assert found == {(world.alice.id, regulars.id, "found")}
    assert has(world, world.alice, regulars)
    assert await rows(bot) == set()
    assert requests(world, "PUT") == requests(world, "DELETE") == []


async def test_a_role_that_a_moderator_takes_away_is_not_given_again(
    world: World, regulars: RoleHandle
) -> None:
    await world.check_in(world.alice)
    await pass_time(world)
    world.env.backend.remove_member_role(world.guild.id, world.alice.id, regulars.id)

    await world.next_day()
    await world.check_in(world.alice)
    await pass_time(world, 2 * HOUR)

    assert not has(world, world.alice, regulars)
    assert len(requests(world, "PUT")) == 1


async def test_every_role_that_a_streak_reached_is_given(
    world: World, rita: MemberActor, regulars: RoleHandle
) -> None:
    first, never = await new_role(world, "First"), await new_role(world, "Never")
    await set_role(world, rita, 1, first)
    await set_role(world, rita, 3, never)

    await world.check_in(world.alice)
    await pass_time(world)

    assert [has(world, world.alice, role) for role in (first, regulars, never)] == [
        True,
        True,
        False,
    ]


async def test_a_private_goal_earns_no_role(world: World, regulars: RoleHandle) -> None:
    await world.bob.slash(
        world.general, "goal declare", goal="Pray", schedule="daily", visibility="only me"
    )

    await keep(world, world.bob, 3)

    assert not has(world, world.bob, regulars)
    assert requests(world, "PUT") == []


async def test_a_goal_that_becomes_private_takes_the_role_back(
    world: World, regulars: RoleHandle
) -> None:
    await world.check_in(world.alice)
    await pass_time(world)
    before = has(world, world.alice, regulars)

    await change(world, world.alice, visibility=["me"])
    await pass_time(world)

    assert before
    assert not has(world, world.alice, regulars)


async def test_leaving_the_leaderboards_takes_the_role_back_until_the_member_returns(
    world: World, regulars: RoleHandle
) -> None:
    await world.check_in(world.alice)
    await pass_time(world)
    panel = await world.alice.slash(world.general, "settings")

    away = await world.alice.click(panel.response, label="Leave the leaderboards")
    await pass_time(world)
    without = has(world, world.alice, regulars)
    await world.alice.click(away.response or panel.response, label="Show me on leaderboards")
    await pass_time(world)

    assert not without
    assert has(world, world.alice, regulars)


async def test_a_blocked_member_loses_the_role(
    world: World, regulars: RoleHandle, bot: Accountabot
) -> None:
    mod = moderator(world, "mod")
    await world.check_in(world.alice)
    await pass_time(world)

    await mod.slash(world.general, "moderate member", member=world.alice, reason="Rude")
    await pass_time(world)

    assert not has(world, world.alice, regulars)
    assert await rows(bot) == set()


async def test_a_hidden_goal_takes_the_role_back_until_it_is_shown_again(
    world: World, regulars: RoleHandle
) -> None:
    mod = moderator(world, "mod")
    await world.check_in(world.alice)
    await pass_time(world)

    hidden = await mod.slash(
        world.general, "moderate goal", member=world.alice, goal="Run", reason="Rude"
    )
    await pass_time(world)
    without = has(world, world.alice, regulars)
    await mod.click(hidden.response, label="Show it again")
    await pass_time(world)

    assert not without
    assert has(world, world.alice, regulars)


async def test_a_new_rule_reaches_members_who_do_nothing(world: World, rita: MemberActor) -> None:
    role = await new_role(world)
    await world.declare(world.alice)
    await keep(world, world.alice, 2)

    await set_role(world, rita, 2, role)
    await pass_time(world)

    assert has(world, world.alice, role)


async def test_removing_a_rule_takes_the_role_from_everyone(
    world: World, rita: MemberActor, regulars: RoleHandle, bot: Accountabot
) -> None:
    await world.check_in(world.alice)
    await pass_time(world)
    panel = await rita.slash(world.general, "setup roles")

    await rita.click(panel.response, label="Remove")
    await pass_time(world)

    assert not has(world, world.alice, regulars)
    assert await rows(bot) == set()


async def test_a_rule_that_asks_for_more_takes_the_role_back(
    world: World, rita: MemberActor, regulars: RoleHandle
) -> None:
    await world.check_in(world.alice)
    await pass_time(world)

    await set_role(world, rita, 3, regulars)
    await pass_time(world)

    assert not has(world, world.alice, regulars)


async def test_owners_hear_that_a_removed_role_cannot_be_taken_back_until_it_is(
    world: World, rita: MemberActor, regulars: RoleHandle
) -> None:
    await world.check_in(world.alice)
    await pass_time(world)
    await restrict_bot(world, manage_roles=False)
    listed = await rita.slash(world.general, "setup roles")
    answer = said(await rita.click(listed.response, label="Remove"))
    await pass_time(world)
    before = await world.ask(rita, "setup check")
    await restrict_bot(world, manage_roles=True)
    await pass_time(world, 2 * 60)

    after = await world.ask(rita, "setup check")

    assert "keep it until I’m allowed to take it back" in answer
    assert "This link asks for *Manage Roles*" in before
    assert "Manage Roles" not in after
    assert not has(world, world.alice, regulars)
