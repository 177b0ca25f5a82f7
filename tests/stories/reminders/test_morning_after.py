"""What can still be made up for is told once, in private, with a way forward."""

import pytest

from tests.stories.people.notices import private
from tests.stories.reminders.reminding import (
    MINUTE,
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


async def test_a_miss_is_mentioned_once_at_the_next_interaction_even_without_reminders(
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


async def test_letting_go_is_public_and_can_be_undone(world: World) -> None:
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


async def test_pausing_takes_one_tap(world: World) -> None:
    await world.declare(world.alice)
    await world.next_day(2)
    told = await world.alice.slash(world.general, "help")

    answer = await world.alice.click(told.followups[-1], label="Pause")

    assert f"⏸️ **{RUN}** is paused." in said(answer)
    assert "⏸️" in shown(world.general)[-1]


@pytest.fixture
async def letter(world: World) -> World:
    """Alice just heard by direct message that yesterday can still count."""
    await live_in(world, world.alice)
    await remind(world, world.alice, "Run", label="By direct message")
    await world.env.advance_time(2 * DAY + 5 * MINUTE)
    assert direct_messages(world, world.alice)[-1].startswith(STILL)
    return world


async def test_a_goal_is_made_smaller_from_a_direct_message(letter: World) -> None:
    world = letter
    alice = user(world, world.alice)
    form = await alice.click(last_direct(world, world.alice), label="Make it smaller")
    typed = {"sentence": "Run 1k every day", "visibility": ["server"]}

    preview = await alice.submit_modal(form, typed)
    changed = await alice.click(preview.response, label="Change it")

    assert "Run 1k" in said(changed)
    assert "Run 1k" in await world.ask(world.alice, "goal list")


async def test_a_goal_is_paused_from_a_direct_message(letter: World) -> None:
    world = letter

    answer = await user(world, world.alice).click(last_direct(world, world.alice), label="Pause")

    assert "⏸️" in shown(world.general)[-1]
    assert f"/{world.general.id}/" in said(answer)
    assert "Undo" in said(answer)


async def test_a_goal_is_let_go_from_a_direct_message(letter: World) -> None:
    world = letter
    alice = user(world, world.alice)

    answer = await alice.click(last_direct(world, world.alice), label="Let it go")
    public, privately = shown(world.general)[-1], said(answer)
    await alice.click(answer.followups[-1], label="Undo")

    assert "Run" in public
    assert "Check in" not in public
    assert "Let it go" not in privately
    assert f"/{world.general.id}/" in privately
    assert "Run" in await world.ask(world.alice, "goal list")


async def test_a_member_who_does_not_react_is_asked_whether_to_go_on(world: World) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice, "Run")
    await world.env.advance_time(9 * HOUR + 5 * MINUTE)
    for _ in range(3):
        await world.env.advance_time(DAY)

    told = await world.alice.slash(world.general, "help")
    asked = said(told)
    answer = await world.alice.click(told.followups[-1], label="Keep reminding me")
    sent = len(reminders_ever(world))
    await world.env.advance_time(DAY)

    assert f"💬 **{RUN}**: I’ve reminded you a few times" in asked
    assert f"👍 **{RUN}**: I’ll keep reminding you." in said(answer)
    assert sent == 3
    assert len(reminders_ever(world)) == 4


async def test_a_member_who_comes_back_days_later_is_still_asked_and_only_once(
    world: World,
) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice, "Run")
    await world.env.advance_time(6 * DAY)

    told = await world.alice.slash(world.general, "help")
    again = await world.alice.slash(world.general, "help")

    assert said(told).count("Shall I keep going?") == 1
    assert "Shall I keep going?" not in said(again)


def reminders_ever(world: World) -> list[str]:
    """Return the reminders in #general, including those that are out of date."""
    words = ("Still to do today", "There was a reminder here")
    return [each for each in shown(world.general) if any(word in each for word in words)]
