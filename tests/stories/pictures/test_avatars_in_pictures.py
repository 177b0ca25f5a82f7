"""Avatars in pictures, and what happens without one."""

import asyncio
from functools import partial

import pytest
from discord import Member
from simcord import MemberActor
from simcord.backend.cdn import CdnStore

from accountabot.pictures.picture import Person, Picture
from accountabot.pictures.renderer import Renderer
from accountabot.pictures.worker_process import WorkerProcess
from accountabot.ui.cards import Card, text
from accountabot.ui.pictures.adding import add_picture
from tests.pictures.examples import milestone
from tests.pictures.test_avatars import png
from tests.world import World


class Avatars(CdnStore):
    """A store in which every avatar is the same image."""

    def __init__(self, image: bytes) -> None:
        super().__init__()
        self.image = image
        self.asked: list[str] = []

    def get(self, url: str) -> bytes | None:
        """Return the image."""
        self.asked.append(url)
        return self.image


@pytest.fixture
async def dora(world: World) -> MemberActor:
    """A member with an avatar."""
    return world.guild.add_member(world.env.create_user("dora", avatar="a_1234"))


async def person_of(world: World, who: MemberActor) -> Person:
    """Return a member as pictures show them."""
    guild = world.env.bot.get_guild(world.guild.id)
    (member,) = await guild.query_members(user_ids=[who.id])
    assert isinstance(member, Member)
    person: Person = await world.env.bot.portraits.person(member)
    return person


async def test_a_small_avatar_is_loaded_once(world: World, dora: MemberActor) -> None:
    store = world.env.backend.cdn = Avatars(png(128, 128))

    persons = [await person_of(world, dora) for _ in range(2)]

    assert persons[0].name == "dora"
    assert str(persons[0].avatar).startswith("data:image/png;base64,")
    assert persons[1] == persons[0]
    (url,) = store.asked
    assert "size=128" in url


async def test_without_an_avatar_nothing_is_loaded(world: World) -> None:
    store = world.env.backend.cdn = Avatars(png(128, 128))

    assert await person_of(world, world.alice) == Person("alice")
    assert store.asked == []


@pytest.mark.parametrize("image", [b"no image", png(5000, 5000), png(8, 8) + bytes(300_000)])
async def test_an_unsuitable_avatar_is_left_out(
    world: World, dora: MemberActor, image: bytes
) -> None:
    world.env.backend.cdn = Avatars(image)

    assert await person_of(world, dora) == Person("dora")


async def test_an_avatar_that_never_loads_is_left_out(
    world: World, dora: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world.env.bot.http, "get_from_cdn", partial(asyncio.sleep, 60))

    assert await person_of(world, dora) == Person("dora")


async def test_a_card_does_not_wait_for_a_picture_that_hangs(world: World) -> None:
    client = world.env.bot
    client.renderer = Renderer(worker=WorkerProcess(["sleep", "60"]))
    card = Card(text("News"))

    async def draw() -> Picture:
        return milestone()

    await add_picture(client, card, draw, patience=0.3)

    assert card.picture is None
