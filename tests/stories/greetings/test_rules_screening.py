"""How members are greeted after a rules screening."""

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.greetings.newcomers import greetings_of, waiting_newcomers
from tests.world import DAY, World, shown


async def test_a_newcomer_is_greeted_after_accepting_the_rules(world: World) -> None:
    dora = world.join("dora", pending=True)
    await world.env.settle()
    before = shown(world.general)

    await world.pass_screening(dora)
    await world.pass_screening(dora)

    assert not any(dora.mention in text for text in before)
    assert sum(dora.mention in text for text in shown(world.general)) == 1


async def test_a_newcomer_who_accepted_the_rules_while_the_bot_was_away_is_greeted_at_the_start(
    world: World, settings: Settings
) -> None:
    dora, emil = world.join("dora", pending=True), world.join("emil", pending=True)
    await world.env.settle()

    await world.pass_screening(dora, seen=False)
    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()

    assert sum(dora.mention in text for text in shown(world.general)) == 1
    assert not any(emil.mention in text for text in shown(world.general))


async def test_a_newcomer_who_accepts_the_rules_before_the_bot_fetched_them_is_greeted(
    world: World,
) -> None:
    dora = world.join("dora", pending=True)
    await world.pass_screening(dora, seen=False)
    await world.env.settle()

    assert greetings_of(world, dora) == [1]


async def test_a_newcomer_who_takes_two_weeks_to_accept_the_rules_is_greeted(world: World) -> None:
    dora = world.join("dora", pending=True)
    await world.env.settle()
    await world.env.advance_time(14 * DAY)
    await world.pass_screening(dora)

    assert greetings_of(world, dora) == [1]


async def test_a_newcomer_whose_screening_is_reported_twice_is_greeted_once(world: World) -> None:
    dora = world.join("dora", pending=True)
    await world.env.settle()

    for pending in (False, True, False):
        world.guild._guild.members[dora.id].pending = pending
        world.env.backend.announce_member_update(world.guild.id, dora.id)
    await world.env.settle()

    assert greetings_of(world, dora) == [1]


async def test_a_newcomer_who_leaves_during_screening_is_greeted_on_the_next_join(
    world: World,
) -> None:
    dora = world.join("dora", pending=True)
    await world.env.settle()
    world.guild.remove_member(dora)
    await world.env.settle()
    forgotten = await waiting_newcomers(world)
    again = world.join("dora", pending=True)
    await world.env.settle()
    before = greetings_of(world, again)
    await world.pass_screening(again)

    assert forgotten == []
    assert before == [0]
    assert greetings_of(world, again) == [1]


async def test_another_bot_that_passes_a_screening_is_not_greeted(world: World) -> None:
    world.users["beep"] = world.env.create_user("beep", bot=True)
    before = len(shown(world.general))
    beep = world.join("beep", pending=True)
    await world.env.settle()
    await world.pass_screening(beep)

    assert len(shown(world.general)) == before
    assert await waiting_newcomers(world) == []
