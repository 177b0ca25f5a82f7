"""Taking back what one did."""

from sqlalchemy import Connection

from accountabot.bot import Accountabot
from tests.world import GREETINGS, World, said, shown


async def test_a_check_in_that_is_taken_back_counts_as_if_it_had_not_been(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)

    answer = await world.alice.slash(world.general, "undo")

    assert answer.ephemeral
    assert "no longer counts" in said(answer)
    assert "**Current streak** 0" in await world.ask(world.alice, "streak")
    assert any("Undone" in text for text in shown(world.general))


async def test_the_button_takes_back_the_deed_that_it_stands_under(world: World) -> None:
    declared = await world.declare(world.alice)
    await world.check_in(world.alice)

    answer = await world.alice.click(declared.followups[0], label="Undo")

    assert "no longer declared" in said(answer)
    assert "\nUndo" not in said(answer)
    assert "no goals here yet" in await world.ask(world.alice, "goal list")


async def test_a_declaration_that_is_taken_back_takes_its_card_down(world: World) -> None:
    card = (await world.declare(world.alice, "Embarrassing")).response
    await world.alice.slash(world.general, "undo")

    answer = (
        await world.bob.click(card, label="Cheer")
        if "Cheer" in shown(world.general)[GREETINGS]
        else None
    )

    assert answer is None
    assert "Embarrassing" not in "".join(shown(world.general))


async def test_undo_takes_back_one_deed_after_another(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)

    first, second, third = [await world.ask(world.alice, "undo") for _ in range(3)]

    assert "no longer counts" in first
    assert "no longer declared" in second
    assert "nothing to take back" in third


async def test_after_fifteen_minutes_a_deed_stands(world: World) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(15 * 60)

    assert "more than 15 minutes ago" in await world.ask(world.alice, "undo")
    assert "Run" in await world.ask(world.alice, "goal list")


async def test_nobody_takes_back_what_another_did(world: World) -> None:
    await world.declare(world.alice)

    assert "nothing to take back" in await world.ask(world.bob, "undo")


async def test_a_goal_that_was_done_by_mistake_is_going_again(world: World) -> None:
    form = await world.declare(world.alice, "Essay", "once")
    await world.alice.submit_modal(form, {"text": ""})
    await world.check_in(world.alice)

    await world.alice.slash(world.general, "undo")

    assert "🎉" in said(await world.check_in(world.alice))


async def test_a_late_check_in_taken_back_across_midnight_leaves_the_miss(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await world.next_day()
    await world.env.advance_time(
        24 * 3600 + 14 * 3600 + 55 * 60
    )  # 23:55, and yesterday was not kept
    await world.check_in(world.alice, date="yesterday")
    await world.env.advance_time(10 * 60)

    await world.alice.slash(world.general, "undo")

    assert "**Current streak** 0 · **Longest streak** 1" in await world.ask(world.alice, "streak")


async def test_undo_passes_over_the_deeds_of_a_goal_that_is_gone(world: World) -> None:
    await world.declare(world.alice, "Read")
    declared = await world.declare(world.alice, "Run")
    await world.check_in(world.alice, goal="Run")
    await world.alice.click(declared.followups[0], label="Undo")

    assert "**\u2068Read\u2069** is no longer declared" in await world.ask(world.alice, "undo")


async def test_every_post_is_remembered_however_many_there_are_at_once(
    world: World, bot: Accountabot
) -> None:
    for number in range(8):
        await world.declare(world.alice, f"Goal {number}")
        await world.check_in(world.alice, goal=f"Goal {number}")
    await world.alice.slash(world.general, "undo")
    await world.env.advance_time(20)

    def count(tx: Connection) -> tuple[int, int]:
        row = tx.exec_driver_sql(
            "SELECT (SELECT count(*) FROM posts), (SELECT count(*) FROM record)"
        ).one()
        return row[0], row[1]

    posted, deeds = await bot.database.read(count)

    assert posted == deeds - 1 == 16  # all but the undoing itself was posted
    assert sum("Undone" in text for text in shown(world.general)) == 1


async def test_a_wrong_schedule_is_taken_back_and_another_picked_for_the_same_sentence(
    world: World,
) -> None:
    question = await world.alice.slash(world.general, "goal declare", goal="Run")
    await world.alice.click(question.response, label="Weekdays")
    await world.alice.slash(world.general, "undo")

    answer = await world.alice.click(question.response, label="Every day")

    assert "every day" in said(answer)
