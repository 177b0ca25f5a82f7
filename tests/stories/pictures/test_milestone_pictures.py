"""Pictures of milestones and of reached goals."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from discord import Message, PermissionOverwrite
from simcord import MemberActor

from accountabot.pictures import measuring
from accountabot.pictures.worker_process import WorkerProcess
from tests.stories.privacy.personal_data import delete_data
from tests.world import World, said, shown

BOOK = "Finish my book by Saturday"
"""A goal that its first check-in completes."""
PROOF = ("run.png", b"a picture")


def pictures(message: Message) -> list[tuple[str, str | None]]:
    """Return a message's files with their descriptions."""
    return [(file.filename, file.description) for file in message.attachments]


def alts(components: Any) -> Iterator[str]:
    """Yield the descriptions of the pictures that a message shows."""
    for each in components:
        yield from (item["description"] for item in each.get("items", ()))
        yield from alts(each.get("components", ()))


async def six_days(world: World) -> None:
    """Let Alice check in on six days in a row, and wait for the seventh."""
    await world.declare(world.alice, "Run *5k*")
    for _ in range(6):
        await world.check_in(world.alice)
        await world.next_day()


async def test_a_milestone_has_a_picture_that_says_the_same(world: World) -> None:
    await six_days(world)
    assert not any(message.attachments for message in world.general.history())

    answer = await world.check_in(world.alice)

    (picture,) = world.general.history()[-1].attachments
    assert "**7 days in a row" in said(answer)
    assert (await picture.read()).startswith(b"\x89PNG")
    assert picture.description == (
        "alice: That’s turning into a habit! 7 days in a row. Run *5k*. Jan 7, 2026 · without a freeze."
    )


async def test_a_cheer_keeps_the_picture_and_its_description(world: World) -> None:
    await world.alice.slash(world.general, "goal declare", goal=BOOK)
    await world.check_in(world.alice)
    before = pictures(world.general.history()[-1])

    await world.cheer(world.bob, world.general.history()[-1])

    (message,) = [each for each in world.general.history() if each.attachments]
    assert "<@" in shown(world.general)[-1]
    assert pictures(message) == before
    assert [*alts([each.to_dict() for each in message.components])] == [before[0][1]]


async def test_a_proof_stands_beside_the_picture(world: World) -> None:
    await world.alice.slash(world.general, "goal declare", goal=BOOK)

    await world.check_in(world.alice, proof=PROOF)

    names = [name for name, _ in pictures(world.general.history()[-1])]
    assert names == ["picture.png", "run.png"]


async def test_an_undone_check_in_leaves_no_picture(world: World) -> None:
    await world.alice.slash(world.general, "goal declare", goal=BOOK)
    await world.check_in(world.alice)

    await world.alice.slash(world.general, "undo")

    assert not any(message.attachments for message in world.general.history())


async def test_a_picture_goes_with_the_data_of_whom_it_shows(world: World) -> None:
    await world.alice.slash(world.general, "goal declare", goal=BOOK)
    await world.check_in(world.alice)

    await delete_data(world.alice, world)

    assert not any(message.attachments for message in world.general.history())


async def test_a_reached_goal_has_a_picture(world: World) -> None:
    await six_days(world)

    await world.alice.slash(world.general, "goal complete", goal="Run")

    ((name, alt),) = pictures(world.general.history()[-1])
    assert name == "picture.png"
    assert alt == (
        "alice: Goal reached! Run *5k*. 6 of 6 promises kept, 6 best streak. "
        "Jan 1, 2026 – Jan 7, 2026."
    )


async def test_only_the_owner_sees_the_picture_of_a_private_goal(world: World) -> None:
    await world.alice.slash(world.general, "goal declare", goal=BOOK, visibility="only me")

    answer = await world.check_in(world.alice)

    assert answer.response is not None
    assert answer.response.ephemeral
    assert len(answer.response.attachments) == 1
    assert not any(message.attachments for message in world.general.history())


async def test_where_the_bot_may_not_attach_files_the_text_is_enough(
    world: World, owner: MemberActor
) -> None:
    await world.alice.slash(world.general, "goal declare", goal=BOOK)
    mute = {world.guild.default_role: PermissionOverwrite(attach_files=False)}
    wins = world.guild.create_text_channel("wins", overwrites=mute)
    await owner.slash(world.general, "setup channels", checkins=wins)

    await world.check_in(world.alice)

    assert "Finish my book" in shown(wins)[-1]
    assert not wins.history()[-1].attachments


@pytest.fixture
def damaged_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package of the font whose files are missing."""
    package = tmp_path / "font_lato"
    (package / "files").mkdir(parents=True)
    (package / "__init__.py").touch()
    monkeypatch.delitem(sys.modules, "font_lato", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    known = (measuring.lato_files, measuring.lato)
    for each in known:
        each.cache_clear()
    yield
    for each in known:
        each.cache_clear()


@pytest.mark.usefixtures("damaged_font")
async def test_with_a_damaged_font_the_text_is_posted(world: World) -> None:
    await world.alice.slash(world.general, "goal declare", goal=BOOK)

    answer = await world.check_in(world.alice)

    assert "Finish my book" in said(answer)
    assert not any(message.attachments for message in world.general.history())


@pytest.mark.parametrize("command", [["/nowhere"], ["false"]])
async def test_without_a_working_renderer_the_text_is_posted(
    world: World, command: list[str]
) -> None:
    renderer = world.env.bot.renderer
    assert renderer
    renderer.worker = WorkerProcess(command)
    await world.alice.slash(world.general, "goal declare", goal=BOOK)

    answer = await world.check_in(world.alice)

    assert "Finish my book" in said(answer)
    assert not any(message.attachments for message in world.general.history())
