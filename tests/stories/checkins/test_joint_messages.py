"""One message about several check-ins: each has its own place, cheers and end."""

import pytest
from discord import Message

from accountabot.bot import Accountabot
from tests.stories.checkins.several_goals import (
    GOALS,
    ask,
    check_in_on,
    cheer_nth,
    values,
)
from tests.stories.goals.edits import change
from tests.stories.moderation.content_moderation import hide, moderator
from tests.stories.people.cheers import cheer
from tests.stories.privacy.test_redactions import erase
from tests.world import World, ids, said, shown


def joint(world: World) -> Message:
    """Return the message with *Cheer* buttons of check-ins."""
    return next(m for m in world.general.history()[::-1] if [*ids(m.components, "cheer-checkin")])


def text_of(world: World, message: Message) -> str:
    """Return the current text of a message."""
    keys = [each.id for each in world.general.history()]
    return shown(world.general)[keys.index(message.id)]


async def moderate(world: World, goal: str) -> None:
    """Let a moderator undo the latest of Alice's check-ins on a goal."""
    mod = moderator(world, f"mod-of-{goal}")
    await world.env.settle()
    about = {"member": world.alice, "goal": goal}
    found = await mod.autocomplete(world.general, "moderate checkin", "checkin", "", **about)
    options = about | {"checkin": found[0]["value"], "reason": "spam"}
    asked = await mod.slash(world.general, "moderate checkin", **options)
    await mod.click(asked.response, label="Undo it")
    await world.env.advance_time(60)


@pytest.mark.parametrize("goal", ["Run", "Walk"])
async def test_an_undone_check_in_leaves_the_others_in_place(world: World, goal: str) -> None:
    await check_in_on(world, "Run", "Walk", note="in the rain")
    other = {"Run": "Walk", "Walk": "Run"}[goal]
    message = joint(world)

    await moderate(world, goal)

    posted = text_of(world, message)
    assert goal not in posted
    assert other in posted
    assert "in the rain" in posted
    assert "Undone" not in posted


async def test_the_last_undone_check_in_ends_the_message(world: World) -> None:
    await check_in_on(world, "Run", "Walk", note="in the rain")
    message = joint(world)

    for goal in ("Walk", "Run"):
        await moderate(world, goal)

    assert text_of(world, message) == "-# ↩️ Undone."


@pytest.mark.parametrize("goal", ["Run", "Walk"])
async def test_a_hidden_goal_leaves_the_message(world: World, goal: str) -> None:
    await check_in_on(world, "Run", "Walk")
    message = joint(world)
    mod = moderator(world, "mona")
    await world.env.settle()

    await hide(world, mod, goal)
    await world.env.advance_time(60)

    posted = text_of(world, message)
    assert goal not in posted
    assert {"Run": "Walk", "Walk": "Run"}[goal] in posted


async def test_a_goal_that_becomes_private_leaves_the_message(world: World) -> None:
    await check_in_on(world, "Run", "Walk")

    await change(world, world.alice, "Walk", visibility=["me"])
    await world.env.advance_time(60)

    assert not any("Walk" in text for text in shown(world.general))
    assert any("Run" in text and "✅" in text for text in shown(world.general))


async def test_each_check_in_names_its_own_cheerers(world: World) -> None:
    await check_in_on(world, "Run", "Walk")

    await cheer_nth(world.bob, joint(world), 0)
    await cheer_nth(world.carol, joint(world), 1)

    run, walk = shown(world.general)[-1].split("**\u2068Walk\u2069**")
    assert f"👏 <@{world.bob.id}>" in run
    assert f"<@{world.carol.id}>" not in run
    assert f"👏 <@{world.carol.id}>" in walk


async def test_cheers_stay_when_another_check_in_is_undone(world: World) -> None:
    await check_in_on(world, "Run", "Walk")
    await cheer_nth(world.bob, joint(world), 1)

    message = joint(world)

    await moderate(world, "Run")

    assert f"👏 <@{world.bob.id}>" in text_of(world, message)
    assert "Run" not in text_of(world, message)


async def test_a_cheer_by_command_is_named_beside_its_check_in(world: World) -> None:
    await check_in_on(world, "Run", "Walk")
    message = joint(world)

    cheered = await cheer(world, world.carol, world.alice)
    await world.env.advance_time(120)

    assert str(message.id) in said(cheered)
    run, walk = shown(world.general)[-2].split("**\u2068Walk\u2069**")
    assert "👏" not in run.replace("👏\n", "")
    assert f"👏 <@{world.carol.id}>" in walk


async def test_a_cheerer_who_deletes_everything_leaves_the_message(
    world: World, bot: Accountabot
) -> None:
    await check_in_on(world, "Run", "Walk")
    await cheer_nth(world.bob, joint(world), 1)
    await cheer_nth(world.carol, joint(world), 0)

    await erase(world, bot, world.bob)
    await world.env.advance_time(60)

    posted = next(text for text in shown(world.general) if "Walk" in text and "✅" in text)
    assert f"<@{world.bob.id}>" not in posted
    assert f"👏 <@{world.carol.id}>" in posted


@pytest.mark.parametrize("letter", ["x", "*"])
@pytest.mark.parametrize("note", ["", "n" * 300])
async def test_many_check_ins_need_several_messages(world: World, letter: str, note: str) -> None:
    titles = [f"{letter * 90} {nth:02}" for nth in range(22)]
    question = await ask(world, *titles, **({"note": note} if note else {}))
    before = len(world.general.history())

    await world.alice.select(question.response, values(question))

    posted = shown(world.general)[before:]
    assert len(posted) > 2
    assert sum(text.count("✅") for text in posted) == len(GOALS) + len(titles)
    assert sum(text.count("n" * 300) for text in posted) == bool(note)
    assert note in posted[-1]


async def test_every_message_of_many_check_ins_can_be_undone(world: World) -> None:
    question = await ask(world, *(f"Goal {nth}" for nth in range(9)))
    before = len(world.general.history())
    await world.alice.select(question.response, values(question))

    await world.alice.slash(world.general, "undo")
    await world.env.advance_time(120)

    posted = shown(world.general)[before:]
    assert len(posted) == 2
    assert {*posted} == {"-# ↩️ Undone."}


async def test_a_message_with_every_cheer_is_not_too_big(world: World) -> None:
    question = await ask(world, *(f"Goal {nth}" for nth in range(6)), note="fine")
    await world.alice.select(question.response, values(question))

    for nth in range(9):
        await cheer_nth(world.bob, joint(world), nth)

    assert shown(world.general)[-1].count(f"👏 <@{world.bob.id}>") == 9
