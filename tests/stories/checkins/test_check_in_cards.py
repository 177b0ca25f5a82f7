"""The public card of a check-in: its exact words in every state."""

import pytest

from tests.stories.checkins.check_in_cards import (
    VIOLET,
    card,
    check_in,
    declare,
    edge,
    first_wording,
    keep,
    practised,
)
from tests.world import DAY, World, said, shown

plain = pytest.fixture(autouse=True)(first_wording)


async def test_the_first_check_in_ever(world: World) -> None:
    await declare(world, "Run", "daily")

    answer = await check_in(world, "Run")

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        "-# 🌱 **Day one** – the very first check-in here! · next Fri, Jan 2",
    ]
    assert edge(answer) is None
    assert "Made a mistake? /undo takes it back within 15 minutes." in said(answer)


async def test_the_third_check_in_explains_the_undo_for_the_last_time(world: World) -> None:
    await practised(world)

    third = [text for text in shown(world.general) if "three" in text]
    fourth = await check_in(world, "Stretch", note="four")

    assert len(third) == 1
    assert fourth.followups == []


@pytest.mark.parametrize(
    ("number", "standing"),
    [
        (1, "🌱 Day one"),
        (2, "🔥 2 days in a row"),
        (3, "🔥 3 days in a row – on a roll"),
        (4, "🔥 4 days in a row"),
    ],
)
async def test_a_daily_goal(world: World, number: int, standing: str) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", number - 1)
    if number > 1:
        await world.next_day()

    answer = await check_in(world, "Run")

    following = ("Fri, Jan 2", "Sat, Jan 3", "Sun, Jan 4", "Mon, Jan 5")[number - 1]
    assert card(world, answer) == ["✅ @alice · **Run**", f"-# {standing} · next {following}"]


async def test_the_first_kept_week(world: World) -> None:
    await practised(world)
    await declare(world, "Swim", "weekly on thu")

    answer = await check_in(world, "Swim")

    assert card(world, answer) == [
        "✅ @alice · **Swim**",
        "-# 🌱 Off to a start · next Thu, Jan 8",
    ]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (7, "🏅 **7 days in a row**, no freezes – that’s turning into a habit!"),
        (30, "🏅 **30 days in a row**, no freezes – by now, that’s just what they do."),
    ],
)
async def test_a_milestone_has_a_line_and_a_colour_of_its_own(
    world: World, number: int, words: str
) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", number - 1)
    await world.next_day()

    answer = await check_in(world, "Run")

    first, milestone, following = card(world, answer)
    assert first == "✅ @alice · **Run**"
    assert milestone == words
    assert following.startswith("-# Next ")
    assert edge(answer) == VIOLET


async def test_a_new_start(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", 4)
    await world.next_day(5)

    answer = await check_in(world, "Run")

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        "-# 🌱 A new start – best so far: 4 · Thu, Jan 8 can still be added",
    ]


async def test_late_while_today_is_open(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", 1)
    await world.next_day(2)

    answer = await check_in(world, "Run", date="yesterday")

    assert card(world, answer) == [
        "⏰ @alice · **Run** · for Fri, Jan 2",
        "-# 🔥 2 days in a row · today’s still to come",
    ]


async def test_today_while_yesterday_is_open(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", 1)
    await world.next_day(2)

    answer = await check_in(world, "Run")

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        "-# 🔥 2 days in a row · Fri, Jan 2 can still be added",
    ]


async def test_a_check_in_that_ends_a_pause(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", 2)
    await world.alice.slash(world.general, "pause", goal="Run")
    await world.next_day(20)

    answer = await check_in(world, "Run")

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        "-# 🔥 3 days in a row – on a roll · next Fri, Jan 23",
        "-# ▶️ Welcome back! This check-in ended the pause.",
    ]


async def test_a_freeze_that_saved_the_streak(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", 2)
    await world.next_day(3)

    answer = await check_in(world, "Run")

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        "-# 🔥 3 days in a row – on a roll · Sun, Jan 4 can still be added",
        "-# 🧊 A freeze covered Sat, Jan 3 and saved the streak.",
    ]


async def test_a_return_after_weeks(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", 3)
    await world.next_day(20)

    answer = await check_in(world, "Run")

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        "-# 🌱 A new start – best so far: 3 · Thu, Jan 22 can still be added",
        "-# 💛 Good to see you again! It’s never too late to pick it back up.",
    ]


async def test_nobody_is_welcomed_back_who_is_on_time(world: World) -> None:
    await practised(world)
    await declare(world, "Visit grandma", "every 3 weeks")
    await check_in(world, "Visit grandma")
    await world.env.advance_time(40 * DAY)

    answer = await check_in(world, "Visit grandma")

    assert card(world, answer) == [
        "✅ @alice · **Visit grandma**",
        "-# 🔥 2 in a row · next by Wed, Mar 4",
    ]


async def test_the_last_day_of_a_goal(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily until 2026-01-02")
    await keep(world, "Run", 1)
    await world.next_day()

    answer = await check_in(world, "Run")

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        "-# 🔥 2 days in a row · that was the last one",
    ]


async def test_a_note_and_the_message_that_proves_it(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    message = await world.alice.send(world.general, "ran through *mud*")

    answer = await world.alice.context_menu(world.general, "Count as check-in", message)

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        f"-# 🌱 Day one · next Fri, Jan 2 · [message]({message.jump_url})",
        r"> ran through \*mud\*",
    ]


async def test_a_new_start_after_one_day(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", 1)
    await world.next_day(5)

    answer = await check_in(world, "Run")

    assert card(world, answer) == [
        "✅ @alice · **Run**",
        "-# 🌱 A new start · Mon, Jan 5 can still be added",
    ]


async def test_private_check_ins_leave_no_trace_on_public_cards(world: World) -> None:
    options = {"goal": "Zebra", "schedule": "daily", "visibility": "only me"}
    await world.alice.slash(world.general, "goal declare", **options)
    await check_in(world, "Zebra")
    await declare(world, "Run", "daily")

    answer = await check_in(world, "Run")

    assert card(world, answer)[1].startswith("-# 🌱 **Day one** – the very first check-in here!")


async def test_nobody_learns_from_a_welcome_that_someone_was_here_in_private(world: World) -> None:
    await practised(world)
    await declare(world, "Run", "daily")
    await keep(world, "Run", 1)
    options = {"goal": "Zebra", "schedule": "daily", "visibility": "only me"}
    await world.alice.slash(world.general, "goal declare", **options)
    await world.next_day(20)
    await check_in(world, "Zebra")

    answer = await check_in(world, "Run")

    assert "💛" in card(world, answer)[2]
