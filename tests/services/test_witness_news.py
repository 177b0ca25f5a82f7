"""Changes to a goal while news about it is being sent."""

from datetime import timedelta

from sqlalchemy import Connection

from accountabot.bot import Accountabot
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, ServerId
from accountabot.domain.streaks.tallies import Tally
from accountabot.services.delivery import outbox
from accountabot.services.people import witness_news
from accountabot.services.people.witness_news import WitnessNews
from accountabot.services.streaks import milestones
from accountabot.store.goals import goals
from tests.stories.people.test_witness_news import declare_with_witnesses, keep
from tests.world import DAY, HOUR, World


def goal_of(tx: Connection, news: WitnessNews) -> Goal:
    found = goals.get(tx, news.goal.owner.server, news.goal.id)
    assert found
    return found


async def test_a_milestone_reached_while_a_message_is_on_its_way_is_told_when_it_can_not_be_taken_back(
    world: World, bot: Accountabot
) -> None:
    await declare_with_witnesses(world)
    await keep(world, 6)
    await world.check_in(world.alice)
    await world.env.advance_time(120)
    now = world.env.now() + timedelta(hours=1)

    (entry,) = (await bot.database.write(outbox.claim, now, sends=10, edits=0)).entries
    news = await bot.database.write(witness_news.collect, entry, now)
    assert news
    await bot.database.write(
        lambda tx: milestones.record_reached(
            tx, goal_of(tx, news), Tally(29, 29), Tally(30, 30), now
        )
    )
    await bot.database.write(witness_news.mark_sent, entry, news, None)

    assert await bot.database.read(outbox.next_due) == now + timedelta(minutes=15)


async def test_a_witness_who_comes_while_nobody_was_to_be_told_is_told(
    world: World, bot: Accountabot
) -> None:
    card = (await world.declare(world.alice)).response
    answer = await world.bob.click(card, label="Hold me to it")
    await world.bob.click(answer.response, label="Step back")
    await world.env.advance_time(2 * DAY - HOUR)
    now = world.env.now() + timedelta(hours=1)

    (entry,) = (await bot.database.write(outbox.claim, now, sends=10, edits=0)).entries
    assert await bot.database.write(witness_news.collect, entry, now) is None
    await world.carol.click(card, label="Hold me to it")

    assert await bot.database.read(outbox.next_due) is not None
    assert (ServerId(world.guild.id), GoalId(1)) == (entry.server, entry.subject)
