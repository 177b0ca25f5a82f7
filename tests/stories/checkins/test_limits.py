"""Check-ins above a ceiling, and beyond a kept quota."""

import pytest
from simcord import ChannelHandle, InteractionResult

from tests.stories.checkins.checkin_channel import answers, reactions
from tests.stories.retries import try_again
from tests.world import World, ids, said

KEPT, INFO = 0x289C5F, 0x8A929C
PRAISE = ("✅", "🏅", "🔥", "🎉", "Done", "kept", "in a row", "Day one")


def colour(answer: InteractionResult) -> int:
    """Return the colour of a card."""
    return int(answer.response.components[0]["accent_color"])


async def limit(world: World, schedule: str, amount: str = "at most 2 coffees") -> None:
    """Declare a limit."""
    await world.alice.slash(
        world.general, "goal declare", goal="Coffee", schedule=schedule, amount=amount
    )


@pytest.mark.parametrize(
    ("schedule", "told"),
    [
        ("daily", "Tomorrow’s a fresh start."),
        ("weekly on thu", "Next time’s a fresh start."),
        ("1 per week", "Next week’s a fresh start."),
        ("3 per week", "Next time’s a fresh start."),
        ("once by 2026-01-20", "That’s over the limit. Thanks for being honest about it!"),
    ],
)
async def test_above_a_ceiling_nothing_is_praised(world: World, schedule: str, told: str) -> None:
    await limit(world, schedule)
    within = await world.check_in(world.alice, amount="1")

    over = await world.check_in(world.alice, amount="2")

    assert "✅" in said(within)
    assert said(over).partition("\n")[0].startswith(f"➕ <@{world.alice.id}>")
    assert "3 \u2068coffees\u2069, limit 2" in said(over)
    assert f"-# {told}" in said(over)
    assert not any(word in said(over) for word in PRAISE)
    if schedule != "3 per week":  # its card counts days
        assert "**3** of at most 2" in await world.ask(world.alice, "goal show", goal="Coffee")


async def test_a_message_above_a_ceiling_gets_no_tick(world: World, channel: ChannelHandle) -> None:
    await limit(world, "daily")
    await world.alice.send(channel, "too many")
    (question,) = answers(world, channel)
    form = await world.alice.click(question, label="How much?")

    answer = await world.alice.submit_modal(form, {"text": "three coffees"})

    assert "3 \u2068coffees\u2069, limit 2" in said(answer)
    assert reactions(channel)[0] == ["➕"]


async def test_a_message_is_counted_with_the_amount_that_was_tried_again(
    world: World, channel: ChannelHandle
) -> None:
    await limit(world, "daily")
    await world.alice.send(channel, "one")
    (question,) = answers(world, channel)
    form = await world.alice.click(question, label="How much?")
    refused = await world.alice.submit_modal(form, {"text": "3 km"})
    why = said(refused)

    answer = await try_again(world.alice, refused, text="1 coffee")

    assert "**coffees**" in why.replace("\u2068", "").replace("\u2069", "")
    assert "1 of at most 2" in said(answer)
    assert reactions(channel)[0] == ["✅"]
    assert answers(world, channel) == []


async def test_a_ceiling_is_stated_for_the_day_of_the_check_in(world: World) -> None:
    await limit(world, "daily")
    await world.next_day()

    over = await world.check_in(world.alice, amount="3", date="yesterday")
    today = await world.check_in(world.alice, amount="1")

    assert "3 \u2068coffees\u2069, limit 2 · for Thu, Jan 1" in said(over)
    assert "-# Today’s a fresh start." in said(over)
    assert "✅" in said(today)
    assert "1 of at most 2" in said(today)


async def test_a_milestone_is_not_cheered_above_a_ceiling(world: World) -> None:
    await limit(world, "daily")
    for _ in range(7):
        await world.check_in(world.alice, amount="1")
        await world.next_day()

    over = await world.check_in(world.alice, amount="3")

    assert "in a row" not in said(over)


@pytest.mark.parametrize(
    ("quota", "which"), [("3 per week", "this week"), ("3 per month", "this month")]
)
async def test_a_check_in_beyond_a_kept_quota_is_extra(
    world: World, quota: str, which: str
) -> None:
    await world.next_day(4)  # Monday
    await world.declare(world.alice, "Run", quota)
    said_each = []
    for _ in range(4):
        said_each.append(said(await world.check_in(world.alice)))
        await world.next_day()

    assert [f"3 of 3 {which}" in text for text in said_each] == [False, False, True, False]
    assert [f"4 days {which} (goal: 3)" in text for text in said_each[3:]] == [True]
    assert ["Already kept, so this one’s extra" in text for text in said_each] == [
        False,
        False,
        False,
        True,
    ]
    assert "⭐" in said_each[3]


async def test_a_second_note_on_a_day_that_counts_is_not_extra(world: World) -> None:
    await world.declare(world.alice, "Run", "1 per week")
    await world.check_in(world.alice, note="once")

    again = await world.check_in(world.alice, note="twice")
    await world.next_day()
    extra = await world.check_in(world.alice, note="thrice")

    assert "extra" not in said(again)
    assert "Already kept, so this one’s extra" in said(extra)


async def test_a_check_in_above_a_ceiling_invites_to_no_cheer(world: World) -> None:
    await limit(world, "daily")
    within = await world.check_in(world.alice, amount="2")
    over = await world.check_in(world.alice, amount="1")

    assert [*ids(within.response.components, "cheer-checkin")]
    assert not [*ids(over.response.components, "cheer-checkin")]


async def test_a_kept_quota_names_each_period_it_speaks_of(world: World) -> None:
    await world.next_day(4)  # Monday
    await world.declare(world.alice, "Run", "3 per week")
    on_the_way = said(await world.check_in(world.alice))
    for _ in range(2):
        await world.next_day()
        kept = said(await world.check_in(world.alice))
    shown = await world.ask(world.alice, "goal show", goal="Run")
    await world.next_day()
    extra = said(await world.check_in(world.alice))

    assert "1 of 3 this week" in on_the_way
    assert "2 more days by Sun, Jan 11" in on_the_way
    assert "3 of 3 this week" in kept
    assert "next 3 by Sun, Jan 18" in kept
    assert "Week to Sun, Jan 11: **3 of 3** days ✓ · next by **Sun, Jan 18**" in shown
    assert "Due by" not in shown
    assert "4 of 3" not in extra
    assert "next 3 by Sun, Jan 18" in extra
    assert "Week to Sun, Jan 11: **3 of 3** days ✓" in await world.ask(
        world.alice, "goal show", goal="Run"
    )


async def test_a_daily_amount_is_said_to_be_todays(world: World) -> None:
    options = {"goal": "Read", "schedule": "daily", "amount": "10 pages"}
    await world.alice.slash(world.general, "goal declare", **options)

    some = said(await world.check_in(world.alice, amount="4"))
    done = said(await world.check_in(world.alice, amount="6"))

    assert "4 of 10 \u2068pages\u2069\n" in some
    assert "6 \u2068pages\u2069 to go today" in some
    assert "10 of 10 \u2068pages\u2069 (+6)\n" in done
    assert "next Fri, Jan 2" in done


async def test_amounts_of_a_week_or_span_name_it_once_they_are_reached(world: World) -> None:
    for goal, schedule in (("Read", "1 per month"), ("Swim", "every 3 days")):
        await world.alice.slash(
            world.general, "goal declare", goal=goal, schedule=schedule, amount="10 km"
        )

    month, span = [
        said(await world.check_in(world.alice, goal=goal, amount="12")) for goal in ("Read", "Swim")
    ]

    for text, following in ((month, "Sat, Feb 28"), (span, "Tue, Jan 6")):
        assert "12 of 10 \u2068km\u2069" in text
        assert f"next by {following}" in text
