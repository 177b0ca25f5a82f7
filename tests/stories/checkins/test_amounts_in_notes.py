"""A note that mentions an amount: the bot asks before it posts."""

import pytest
from sqlalchemy import Connection

from accountabot.bot import Accountabot
from tests.stories.goals.edits import change
from tests.stories.goals.several_goals import press
from tests.world import World, ids, said, shown


async def count_pages(world: World, amount: str = "20 pages") -> None:
    """Let Alice declare a reading goal with an amount."""
    await world.alice.slash(
        world.general, "goal declare", goal="Read", schedule="daily", amount=amount
    )


async def count_coffees(world: World) -> None:
    """Let Alice declare a limit on coffee."""
    await world.alice.slash(
        world.general, "goal declare", goal="Coffee", schedule="daily", amount="at most 2 coffees"
    )


async def test_an_amount_in_the_note_is_offered_before_anything_is_posted(world: World) -> None:
    await count_pages(world)
    before = len(world.general.history())

    question = await world.check_in(world.alice, note="read 12 pages")
    posted = len(world.general.history()) - before
    counted = await world.alice.click(question.response, label="Count 12 of 20 pages")

    assert question.ephemeral
    assert posted == 0
    (check_in,) = shown(world.general)[before:]
    first, _, note = check_in.split("\n")
    assert first == f"➕ <@{world.alice.id}> · **\u2068Read\u2069** · 12 of 20 \u2068pages\u2069"
    assert note == "> \u2068read 12 pages\u2069"
    assert "✓ **\u2068Read\u2069**" in said(counted)


async def test_a_note_that_tells_an_amount_can_stay_just_a_note(world: World) -> None:
    await count_pages(world)
    question = await world.check_in(world.alice, note="read 12 pages")

    answer = await world.alice.click(question.response, label="Just the note")

    assert "0 of 20 \u2068pages\u2069" in said(answer)
    assert "read 12 pages" in said(answer)


async def test_an_amount_is_counted_once_however_often_it_is_tapped(
    world: World, bot: Accountabot
) -> None:
    await count_pages(world)
    question = await world.check_in(world.alice, note="read 12 pages")
    before = len(world.general.history())

    [count] = ids(question.response.components, "count-pending")
    await world.alice.click(question.response, label="Count 12 of 20 pages")

    again = await press(world, bot, world.alice, count)

    assert "already counted" in said(again)
    assert len(world.general.history()) == before + 2  # the check-in, and the button's copy
    assert "12 of 20" in await world.ask(world.alice, "goal show", goal="Read")


async def test_an_amount_belongs_to_the_day_of_its_note(world: World) -> None:
    await count_pages(world, "10 pages")
    await world.next_day()
    question = await world.check_in(world.alice, note="read 12 pages", date="yesterday")

    counted = await world.alice.click(question.response, label="Count 12 of 10 pages")

    assert "⏰" in said(counted)
    assert "12 of 10 \u2068pages\u2069 · for Thu, Jan 1" in said(counted)


@pytest.mark.parametrize("note", ["chapter 3", "so good", "5 pages, then 7 pages", "0 pages"])
async def test_nothing_is_offered_if_the_note_has_no_amount(world: World, note: str) -> None:
    await count_pages(world)

    answer = await world.check_in(world.alice, note=note)

    assert "Count" not in said(answer)


async def test_nothing_is_offered_if_the_amount_is_known_or_not_needed(
    world: World,
) -> None:
    await count_pages(world)
    await world.declare(world.alice, "Run")

    told = said(await world.check_in(world.alice, goal="Read", note="read 12 pages", amount="10"))
    plain = said(await world.check_in(world.alice, goal="Run", note="ran 12 pages"))

    assert "Count 12" not in told + plain


async def test_a_limit_goal_offers_the_amount_in_the_note_and_keeps_the_note(
    world: World,
) -> None:
    await count_coffees(world)

    question = await world.check_in(world.alice, note="2 coffees, with milk")
    offered = said(question)
    answer = await world.alice.click(question.response, label="Count 2 of at most 2 coffees")

    assert question.ephemeral
    assert "**2** of at most 2 \u2068coffees\u2069" in offered
    assert "2 of at most 2" in said(answer)
    assert "with milk" in said(answer)


async def test_a_limit_goal_counts_a_note_once(world: World, bot: Accountabot) -> None:
    await count_coffees(world)
    question = await world.check_in(world.alice, note="2 coffees, with milk")

    [count] = ids(question.response.components, "count-pending")
    await world.alice.click(question.response, label="Count 2 of at most 2 coffees")

    again = await press(world, bot, world.alice, count)

    assert "already counted" in said(again)
    assert "**2** so far" in await world.ask(world.alice, "goal show", goal="Coffee")


async def test_a_limit_goal_takes_another_amount_and_keeps_the_note(world: World) -> None:
    await count_coffees(world)
    question = await world.check_in(world.alice, note="2 coffees, with milk")

    form = await world.alice.click(question.response, label="Another amount")
    answer = await world.alice.submit_modal(form, {"text": "1"})

    assert "1 of at most 2" in said(answer)
    assert "with milk" in said(answer)


async def test_a_limit_goal_keeps_a_note_while_it_asks_for_the_amount(
    world: World,
) -> None:
    await count_coffees(world)

    form = await world.check_in(world.alice, note="with milk")
    refused = await world.alice.submit_modal(form, {"text": "many"})
    why = said(refused)
    form = await world.alice.click(refused.response, label="Try again")
    answer = await world.alice.submit_modal(form, {"text": "0"})

    assert "Try a number like" in why
    assert "0 of at most 2" in said(answer)
    assert "with milk" in said(answer)


@pytest.mark.parametrize("note", [None, "with milk"])
async def test_spaces_are_not_an_amount(world: World, note: str | None) -> None:
    await count_coffees(world)

    form = await world.check_in(world.alice, **({"note": note} if note else {}))
    answer = await world.alice.submit_modal(form, {"text": "  "})

    assert "Try a number like" in said(answer)
    assert "**0** so far" in await world.ask(world.alice, "goal show", goal="Coffee")


async def test_an_amount_in_a_note_is_not_taken_for_another_unit(world: World) -> None:
    await count_pages(world)
    question = await world.check_in(world.alice, note="read 8 pages")
    await change(world, world.alice, "Read", amount="30 minutes")

    answer = await world.alice.click(question.response, label="Count 8 of 20 pages")

    assert answer.ephemeral
    assert "minutes" in said(answer)
    assert "0 of 30" in await world.ask(world.alice, "goal show", goal="Read")


def use_long_ids(tx: Connection) -> None:
    """Continue with the ids that a very old database would have."""
    for table in ("goals", "pending_inputs"):
        tx.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        tx.exec_driver_sql("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, 10**17))


async def test_an_amount_in_a_note_with_the_longest_unit_can_be_counted(
    world: World, bot: Accountabot
) -> None:
    unit = "z" * 30
    await bot.database.write(use_long_ids)
    await count_pages(world, f"20 {unit}")

    question = await world.check_in(world.alice, note=f"read 12.125 {unit}")
    count = next(ids(question.response.components, "count-pending"))
    answer = await world.alice.click(question.response, custom_id=count)

    assert len(count) <= 100
    assert "12.125 of 20" in said(answer)
