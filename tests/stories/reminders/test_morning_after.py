"""What can still be made up for is told once, in private, with a way forward."""

from tests.stories.people.notices import private
from tests.stories.reminders.reminding import (
    direct_messages,
    isolated,
    last_direct,
    live_in,
    remind,
    user,
)
from tests.world import DAY, HOUR, World, said, shown

RUN = isolated("Run")
STILL = f"🌅 **{RUN}**: Fri, Jan 2 can still count. Did you do it?"


async def test_it_is_told_once_at_the_next_interaction_also_without_reminders(
    world: World,
) -> None:
    await world.declare(world.alice)
    await world.next_day(2)

    first = private(await world.alice.slash(world.general, "help"))
    second = private(await world.alice.slash(world.general, "help"))

    assert len(first) == 1
    assert first[0].startswith(STILL)
    assert "I did it\nNot this time\nMake it smaller\nPause\nLet it go" in first[0]
    assert second == []


async def test_i_did_it_checks_in_for_yesterday(world: World) -> None:
    await world.declare(world.alice)
    await world.next_day(2)
    told = await world.alice.slash(world.general, "help")

    answer = await world.alice.click(told.followups[-1], label="I did it")

    assert f"✅ **{RUN}** is done." in said(answer)
    assert "Not this time" not in said(answer)
    assert "for Fri, Jan 2" in shown(world.general)[-1]


async def test_nothing_is_said_right_after_the_check_in_for_yesterday(world: World) -> None:
    await world.declare(world.alice)
    await world.next_day(2)

    answer = await world.check_in(world.alice, date="yesterday")

    assert "🌅" not in said(answer)


async def test_nothing_is_said_twice_after_a_check_in_that_says_so(world: World) -> None:
    await world.declare(world.alice)
    await world.next_day(2)

    answer = await world.check_in(world.alice, date="today")

    assert "🌅" not in said(answer)
    assert "🌅" not in said(await world.alice.slash(world.general, "help"))


async def test_not_this_time_is_the_last_word_about_it(world: World) -> None:
    await world.declare(world.alice)
    await world.next_day(2)
    told = await world.alice.slash(world.general, "help")

    answer = await world.alice.click(told.followups[-1], label="Not this time")
    await world.next_day()
    later = private(await world.alice.slash(world.general, "help"))

    assert f"👌 **{RUN}**: that’s all right. I won’t bring it up again." in said(answer)
    assert not any("Jan 2" in each for each in later)


async def test_letting_go_is_public_and_undoable(world: World) -> None:
    await world.declare(world.alice)
    await world.next_day(2)
    told = await world.alice.slash(world.general, "help")

    answer = await world.alice.click(told.followups[-1], label="Let it go")
    public = shown(world.general)[-1]
    undone = await world.alice.click(answer.followups[-1], label="Undo")

    assert f"🍂 You let go of **{RUN}**." in said(answer)
    assert "Run" in public
    assert "Run" in said(undone)
    assert "No goals" not in await world.ask(world.alice, "goal list")


async def test_pausing_is_one_tap(world: World) -> None:
    await world.declare(world.alice)
    await world.next_day(2)
    told = await world.alice.slash(world.general, "help")

    answer = await world.alice.click(told.followups[-1], label="Pause")

    assert f"⏸️ **{RUN}** is paused." in said(answer)
    assert "⏸️" in shown(world.general)[-1]


async def test_who_is_reminded_by_direct_message_hears_it_there_at_nine(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice, "Run", label="By direct message")

    await world.env.advance_time(2 * DAY + 5 * 60)

    message = direct_messages(world, world.alice)[-1]
    assert message.startswith(STILL)
    alice = user(world, world.alice)
    answer = await alice.click(last_direct(world, world.alice), label="Make it smaller")
    previewed = await alice.submit_modal(answer, {"sentence": "Run 1k every day"})
    assert "Run 1k" in said(previewed)
    changed = await alice.click(previewed.response, label="Change it")
    assert "Run 1k" in said(changed)


async def test_pausing_and_letting_go_work_in_direct_messages(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice, "Run", label="By direct message")
    await world.env.advance_time(2 * DAY + 5 * 60)
    alice = user(world, world.alice)
    message = last_direct(world, world.alice)

    paused = await alice.click(message, label="Pause")
    await alice.click(paused.followups[-1], label="Undo")
    dropped = (
        await alice.click(last_direct(world, world.alice), label="Let it go")
        if ("Let it go" in direct_messages(world, world.alice)[-1])
        else None
    )

    assert "⏸️" in said(paused) or "paused" in said(paused)
    assert dropped is None or "let go" in said(dropped)
    assert HOUR
