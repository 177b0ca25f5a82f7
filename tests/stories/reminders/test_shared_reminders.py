"""The message that reminds several members in a channel, and its buttons."""

from simcord import InteractionResult

from accountabot.bot import Accountabot
from accountabot.ui.cards import Card, row
from accountabot.ui.components import button, custom_id
from tests.stories.reminders.reminding import (
    MINUTE,
    SIX,
    at_six,
    isolated,
    live_in,
    remind,
    reminders,
    text_of,
)
from tests.world import HOUR, World, ids, said, shown


def goals_in(answer: InteractionResult) -> list[int]:
    """Return the goals that a private answer describes."""
    found = ids(answer.response.components, "reminder-stop:")
    return [int(id_.split(":")[2]) for id_ in found]


async def test_from_a_declaration_to_a_check_in(world: World) -> None:
    await live_in(world, world.alice)

    answer = said(await remind(world, world.alice))
    await at_six(world)
    before = reminders(world)
    await world.alice.click(world.general.last_message, label="Check in")
    await world.env.advance_time(5 * MINUTE)

    line = f"<@{world.alice.id}> {isolated('Run 5k')}"
    assert f"Next reminder: <t:{SIX}:F>, in <#{world.general.id}>." in answer
    assert before == [f"⏰ **Still to do today**\n{line}\nCheck in\nMy goals"]
    assert reminders(world) == []
    assert "✅ All done for today. Nice work, everyone!" in shown(world.general)


async def test_everyone_checks_in_on_their_own_goal_with_the_same_button(world: World) -> None:
    await live_in(world, world.alice, world.bob)
    await remind(world, world.alice, "Run 5k")
    await remind(world, world.bob, "Read")
    await at_six(world)
    (before,) = reminders(world)
    message = world.general.last_message

    await world.bob.click(message, label="Check in")
    await world.env.advance_time(5 * MINUTE)

    (after,) = reminders(world)
    assert f"<@{world.bob.id}> {isolated('Read')}" in before
    assert f"<@{world.bob.id}> ~~{isolated('Read')}~~ ✓" in after
    assert f"<@{world.alice.id}> {isolated('Run 5k')}" in after


async def test_a_member_with_several_goals_in_the_message_picks_one(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice, "Run 5k")
    await world.declare(world.alice, "Read")
    await world.declare(world.alice, "Meditate", "once")
    await at_six(world)

    asked = await world.alice.click(world.general.last_message, label="Check in")
    answer = await world.alice.click(asked.response, label="Read")

    assert asked.ephemeral
    assert "Run 5k" in said(asked)
    assert "Meditate" not in said(asked)
    assert "Read" in shown(world.general)[-1]
    assert "Run 5k" in said(answer)


async def test_a_member_who_is_not_in_the_message_is_offered_reminders(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice)
    await at_six(world)

    pressed = await world.bob.click(world.general.last_message, label="Check in")
    mine = await world.bob.click(world.general.last_message, label="My goals")

    for answer in (pressed, mine):
        assert answer.ephemeral
        assert "That reminder is for other members." in said(answer)
        assert "/remind" in said(answer)
        assert "A new goal" in said(answer)


async def test_a_member_who_has_done_everything_is_told_so(world: World) -> None:
    await live_in(world, world.alice, world.bob)
    await remind(world, world.alice)
    await remind(world, world.bob)
    await at_six(world)
    message = world.general.last_message
    await world.check_in(world.alice)

    answer = await world.alice.click(message, label="Check in")

    assert "You’ve done all of yours here." in said(answer)


async def test_the_message_says_that_its_day_is_over(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice)
    await at_six(world)
    stale = world.general.last_message

    await world.env.advance_time(6 * HOUR + 10 * MINUTE)

    assert reminders(world) == []
    assert any("There was a reminder here." in each for each in shown(world.general))
    assert stale is not None


async def test_my_goals_are_private_and_say_what_became_of_each(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice, "Run 5k", plan="after *work*")
    await world.declare(world.alice, "Read")
    await at_six(world)
    mine = await world.alice.click(world.general.last_message, label="My goals")
    described = said(mine)
    run, read = goals_in(mine)

    snooze, stop = (f"reminder-{each}:{world.guild.id}" for each in ("snooze", "stop"))
    snoozed = said(await world.alice.click(mine.response, custom_id=f"{snooze}:{run}:1h"))
    stopped = said(await world.alice.click(mine.response, custom_id=f"{stop}:{read}:"))

    assert mine.ephemeral
    assert "after \\*work\\*" in described
    assert f"💤 **{isolated('Run 5k')}**: I’ll remind you again at" in snoozed
    assert f"⏰ **{isolated('Read')}** is on for today." in snoozed
    assert f"👌 No reminders for **{isolated('Read')}**." in stopped
    assert "💤" in stopped


async def test_a_check_in_from_my_goals_leaves_no_spent_buttons(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice)
    await at_six(world)
    mine = await world.alice.click(world.general.last_message, label="My goals")

    answer = await world.alice.click(mine.response, label="Check in")

    assert f"✅ **{isolated('Run 5k')}** is done." in text_of(answer.response)
    assert "In 1 hour" not in text_of(answer.response)
    assert "Run 5k" in shown(world.general)[-1]


async def test_stopped_goals_leave_the_shared_message(world: World) -> None:
    await live_in(world, world.alice, world.bob)
    await remind(world, world.alice, "Run 5k")
    await remind(world, world.bob, "Read")
    await at_six(world)
    message = world.general.last_message
    mine = await world.alice.click(message, label="My goals")

    await world.alice.click(mine.response, label="Stop these")
    await world.env.advance_time(5 * MINUTE)

    (after,) = reminders(world)
    assert "Run 5k" not in after
    assert isolated("Read") in after


async def test_this_evening_means_eight_o_clock_or_in_an_hour(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice)
    await at_six(world)
    first = await world.alice.click(world.general.last_message, label="My goals")

    evening = await world.alice.click(first.response, label="This evening")
    await world.env.advance_time(2 * HOUR)
    again = await world.alice.click(world.general.last_message, label="My goals")
    late = await world.alice.click(again.response, label="This evening")

    assert f"again at <t:{SIX + 2 * HOUR}:t>" in said(evening)
    assert "already evening" in said(late)


async def test_a_snoozed_reminder_is_in_the_message_of_its_quarter_of_an_hour(
    world: World,
) -> None:
    await live_in(world, world.alice, world.bob)
    await remind(world, world.alice)
    await remind(world, world.bob, "Read")
    await world.bob.slash(world.general, "remind", goal="Read", at="7pm")
    await world.env.advance_time(9 * HOUR + 7 * MINUTE)
    mine = await world.alice.click(world.general.last_message, label="My goals")

    answer = await world.alice.click(mine.response, label="In 1 hour")
    await world.env.advance_time(HOUR)

    assert f"again at <t:{SIX + HOUR}:t>" in said(answer)
    assert isolated("Read") in reminders(world)[-1]
    assert isolated("Run 5k") in reminders(world)[-1]


async def test_this_evening_is_eight_o_clock_until_an_hour_before(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice)
    await world.env.advance_time(10 * HOUR + 5 * MINUTE)
    mine = await world.alice.click(world.general.last_message, label="My goals")

    answer = await world.alice.click(mine.response, label="This evening")

    assert f"again at <t:{SIX + 2 * HOUR}:t>" in said(answer)
    assert "already" not in said(answer)


async def test_a_snooze_past_the_end_of_the_day_is_refused(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice)
    await at_six(world)
    mine = await world.alice.click(world.general.last_message, label="My goals")

    await world.env.advance_time(5 * HOUR + 20 * MINUTE)
    answer = await world.alice.click(mine.response, label="In 1 hour")

    assert "That’d be too late for this one" in said(answer)


async def test_a_snooze_after_the_deadline_says_that_it_is_too_late(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice, schedule="once by 2026-01-01 18:30")
    await at_six(world)
    mine = await world.alice.click(world.general.last_message, label="My goals")

    before = await world.alice.click(mine.response, label="In 1 hour")
    await world.env.advance_time(30 * MINUTE)
    after = await world.alice.click(mine.response, label="In 1 hour")

    assert "That’d be too late for this one" in said(before)
    assert "That’d be too late for this one" in said(after)
    assert "still works" in said(after)


async def test_nobody_else_can_answer_a_private_reminder(world: World, bot: Accountabot) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice)
    await at_six(world)
    for verb in ("reminder-snooze", "reminder-stop", "reminder-let-go", "remind-me"):
        forged = Card(row(button("Press", custom_id(verb, world.guild.id, 1))))
        message = await bot.get_channel(world.general.id).send(view=forged)
        answer = await world.bob.click(message, label="Press")
        assert "Run 5k" in said(answer), verb
        assert answer.ephemeral
