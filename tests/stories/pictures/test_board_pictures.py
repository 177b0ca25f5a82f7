"""Pictures of leaderboards."""

import asyncio
import time

from discord import Message
from simcord import MemberActor

from accountabot.domain.identifiers import ServerId
from accountabot.domain.leaderboards.boards import BoardName
from accountabot.pictures.picture import Person
from accountabot.services.leaderboards import boards
from accountabot.services.leaderboards.boards import BoardRequest
from accountabot.ui.leaderboards.board_picture import board_picture
from tests.world import World, said


def board_of(world: World) -> Message:
    """Return the leaderboard in #general."""
    return next(m for m in world.general.history() if "Current streaks" in str(m.components))


async def all_run(world: World, *who: MemberActor) -> None:
    """Let members declare a goal each, and check in."""
    for each in who:
        await world.declare(each, f"Run with {each.name}")
        await world.check_in(each)


async def test_a_leaderboard_has_a_picture_of_the_first_five_and_oneself(world: World) -> None:
    everyone = [world.join(f"runner {n}") for n in range(5)]
    await all_run(world, world.alice, *everyone)

    answer = await world.alice.slash(world.general, "leaderboard")

    assert answer.response
    (picture,) = answer.response.attachments
    assert picture.description == (
        "Current streaks. Right now · The Club. "
        "1 runner 4: 1 (Run with runner 4). 1 runner 3: 1 (Run with runner 3). "
        "1 runner 2: 1 (Run with runner 2). 1 runner 1: 1 (Run with runner 1). "
        "1 runner 0: 1 (Run with runner 0). You: 1 alice: 1 (Run with alice)."
    )


async def test_everyone_sees_a_picture_without_oneself(world: World) -> None:
    await all_run(world, world.alice, world.bob)

    await world.share(world.alice, "leaderboard")

    (picture,) = board_of(world).attachments
    assert picture.description == (
        "Current streaks. Right now · The Club. "
        "1 bob: 1 (Run with bob). 1 alice: 1 (Run with alice)."
    )


async def test_who_leaves_the_leaderboards_is_in_no_picture(world: World) -> None:
    await all_run(world, world.alice, world.bob)
    await world.share(world.alice, "leaderboard")

    panel = await world.bob.slash(world.general, "settings")
    await world.bob.click(panel.response, label="Leave the leaderboards")
    await world.env.settle()

    (picture,) = board_of(world).attachments
    assert picture.description == (
        "Current streaks. Right now · The Club. 1 alice: 1 (Run with alice)."
    )


async def test_another_page_has_no_picture(world: World) -> None:
    everyone = [world.join(f"runner {n}") for n in range(11)]
    await all_run(world, *everyone)
    first = await world.alice.slash(world.general, "leaderboard")

    await world.alice.click(first.response, label="More")

    message = world.general.history(viewer=world.alice)[-1]
    assert "Page 2 of 2" in said(first) or "Page 2" in str(message.components)
    assert not message.attachments


async def test_a_live_leaderboard_keeps_its_picture_up_to_date(
    world: World, owner: MemberActor
) -> None:
    await all_run(world, world.alice)
    await owner.slash(world.general, "setup board", channel=world.general)
    await until_pictured(world, "alice: 1")

    await all_run(world, world.bob)
    await world.env.advance_time(60)

    await until_pictured(world, "1 bob: 1 (Run with bob). 1 alice: 1")


async def until_pictured(world: World, text: str) -> None:
    """Wait until the leaderboard has one picture that says a text: drawing takes real time."""
    for _ in range(100):
        pictures = board_of(world).attachments
        if pictures and text in str(pictures[0].description):
            break
        await asyncio.to_thread(time.sleep, 0.02)
        await world.env.settle()
    assert [text in str(picture.description) for picture in board_of(world).attachments] == [True]


async def test_a_picture_has_a_medal_where_the_text_has_one(world: World) -> None:
    await all_run(world, *(world.join(f"runner {n}") for n in range(4)))
    view = await world.env.bot.database.read(
        boards.read_public,
        ServerId(world.guild.id),
        BoardRequest(BoardName.LONGEST),
        world.env.now(),
    )
    people = {rank.member: Person(f"{rank.member}") for rank in view.ranks}

    picture = board_picture(view, people, "The Club")

    assert [rank.rank for rank in view.ranks] == [1, 1, 1, 1]
    assert "medal1" not in picture.svg.partition("</style>")[2]
    assert picture.alt.startswith("Longest streaks. All time · The Club. 1 ")
