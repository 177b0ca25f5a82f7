"""/undo: undoing the latest actions."""

from sqlalchemy import Connection

from accountabot.bot import Accountabot
from tests.stories.goals.pauses import without_freezes
from tests.world import GREETINGS, World, said, shown


async def test_an_undone_check_in_has_no_effect(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)

    answer = await world.alice.slash(world.general, "undo")

    assert answer.ephemeral
    assert "no longer counts" in said(answer)
    assert "**Current streak**" not in await world.ask(world.alice, "streak")
    assert any("Undone" in text for text in shown(world.general))


async def test_the_undo_button_undoes_its_own_action(world: World) -> None:
    declared = await world.declare(world.alice)
    await world.check_in(world.alice)

    answer = await world.alice.click(declared.followups[0], label="Undo")

    assert "as if you’d never declared" in said(answer)
    assert "\nUndo" not in said(answer)
    assert "no goals here yet" in await world.ask(world.alice, "goal list")


async def test_undoing_a_declaration_deletes_its_card(world: World) -> None:
    card = (await world.declare(world.alice, "Embarrassing")).response
    await world.alice.slash(world.general, "undo")

    answer = (
        await world.bob.click(card, label="Cheer")
        if "Cheer" in shown(world.general)[GREETINGS]
        else None
    )

    assert answer is None
    assert "Embarrassing" not in "".join(shown(world.general))


async def test_undo_undoes_one_action_after_another(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)

    first, second, third = [await world.ask(world.alice, "undo") for _ in range(3)]

    assert "no longer counts" in first
    assert "as if you’d never declared" in second
    assert "nothing to undo" in third


async def test_an_action_can_not_be_undone_after_fifteen_minutes(world: World) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(15 * 60)

    assert "more than 15 minutes ago" in await world.ask(world.alice, "undo")
    assert "Run" in await world.ask(world.alice, "goal list")


async def test_nobody_can_undo_the_action_of_another(world: World) -> None:
    await world.declare(world.alice)

    assert "nothing to undo" in await world.ask(world.bob, "undo")


async def test_undoing_a_mistaken_completion_reopens_the_goal(world: World) -> None:
    form = await world.declare(world.alice, "Essay", "once")
    await world.alice.submit_modal(form, {"text": ""})
    await world.check_in(world.alice)

    await world.alice.slash(world.general, "undo")

    assert "🎉" in said(await world.check_in(world.alice))


async def test_undoing_a_late_check_in_across_midnight_leaves_the_miss(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await world.next_day()
    await world.env.advance_time(
        24 * 3600 + 14 * 3600 + 55 * 60
    )  # 23:55, and yesterday was not kept
    await world.check_in(world.alice, date="yesterday")
    await world.env.advance_time(10 * 60)

    await world.alice.slash(world.general, "undo")

    assert "-# **Longest streak** 1" in await world.ask(world.alice, "streak")


async def test_undo_skips_the_actions_of_an_undone_goal(world: World) -> None:
    await world.declare(world.alice, "Read")
    declared = await world.declare(world.alice, "Run")
    await world.check_in(world.alice, goal="Run")
    await world.alice.click(declared.followups[0], label="Undo")

    assert "never declared **\u2068Read\u2069**" in await world.ask(world.alice, "undo")


async def test_every_concurrent_post_is_recorded(world: World, bot: Accountabot) -> None:
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

    assert posted == deeds - 1 == 16  # everything was posted except the undo itself
    assert sum("Undone" in text for text in shown(world.general)) == 1


async def test_the_same_sentence_can_be_declared_again_after_an_undo(world: World) -> None:
    question = await world.alice.slash(world.general, "goal declare", goal="Run")
    await world.alice.click(question.response, label="Weekdays")
    await world.alice.slash(world.general, "undo")

    question = await world.alice.slash(world.general, "goal declare", goal="Run")
    answer = await world.alice.click(question.response, label="Every day")

    assert "every day" in said(answer)
