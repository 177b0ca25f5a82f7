"""Public messages are recorded for every member they mention or quote."""

import json
import re
from collections.abc import Iterator

from simcord import MemberActor
from simcord.backend.models import Message
from sqlalchemy import Connection, select

from accountabot.bot import Accountabot
from accountabot.store.schema import goal_messages, goals, mentions, posts, record, witnesses
from tests.stories.greetings.greeting_templates import save
from tests.stories.people.profiles import TOLD, introduce
from tests.world import DAY, HOUR, World

OF_ALICE = ("Aardvark", "Night owl", "dawn", "ill today", "alpaca seller")
"""Words that only Alice uses, and her goals."""
OF_BOB = ("Bison", "Bravo, dear")


def public(world: World) -> Iterator[Message]:
    """Yield every public message of the bot."""
    me = world.env.bot.user.id
    for channel in world.env.backend.messages.values():
        for message in channel.values():
            if message.author_id == me and not message.is_ephemeral:
                yield message


async def recorded_mentions(bot: Accountabot) -> set[tuple[int, int]]:
    """Return the recorded mentions of every message."""
    return await bot.database.read(_known)


def _known(tx: Connection) -> set[tuple[int, int]]:
    deeds = select(posts.c.message_id, goals.c.member_id).join(
        record, record.c.id == posts.c.entry_id
    )
    of_goals = deeds.join(goals, goals.c.id == record.c.goal_id)
    shown = select(goal_messages.c.message_id, goals.c.member_id).join(
        goals, goals.c.id == goal_messages.c.goal_id
    )
    cards = select(posts.c.message_id, witnesses.c.member_id).join(
        record, record.c.id == posts.c.entry_id
    )
    drawn_anew = cards.join(witnesses, witnesses.c.goal_id == record.c.goal_id).where(
        record.c.kind == "declared"
    )
    named = select(mentions.c.message_id, mentions.c.member_id)
    return {
        (row[0], row[1])
        for query in (of_goals, shown, drawn_anew, named)
        for row in tx.execute(query)
    }


def members_in(world: World, message: Message) -> set[int]:
    """Return the members that a message mentions or quotes."""
    text = json.dumps([message.content, message.components], ensure_ascii=False)
    quoted = {world.alice.id: OF_ALICE, world.bob.id: OF_BOB}
    people = {
        key: (user.name, *quoted.get(key, ())) for key, user in world.env.backend.users.items()
    }
    del people[world.env.bot.user.id]
    said = {key for key, words in people.items() if any(word in text for word in words)}
    return said | {int(key) for key in re.findall(r"<@!?(\d+)>", text)}


async def live_with_words(world: World, owner: MemberActor) -> None:
    """Perform every public action."""
    await save(world, owner, "Hi {user.name}, welcome")
    where = await owner.slash(world.general, "setup channels")
    await owner.click(where.response, label="Test")
    await world.env.advance_time(2 * HOUR)
    dora = world.join("dora")
    await world.env.settle()
    for member in (world.alice, world.bob):
        await member.click(world.general.history()[-1], label="Say hello")
        await world.env.advance_time(61)
    for number in range(9):
        world.join(f"newcomer-{number}")
    await world.env.advance_time(HOUR)
    await world.carol.click(world.general.history()[-1], label="Say hello")
    await world.alice.slash(world.general, "disclose", text="I am an alpaca seller")
    await introduce(world, world.alice, **TOLD | {"who": "Night owl"})
    await world.alice.slash(world.general, "greet", member=world.bob)
    await world.declare(dora, "Dance")
    await world.check_in(dora)


async def keep_words(world: World, owner: MemberActor) -> None:
    """Perform every public action on goals."""
    card = (await world.declare(world.alice, "Aardvark")).response
    held = [
        await witness.click(card, label="Hold me to it") for witness in (world.bob, world.carol)
    ]
    asked = await world.bob.click(held[0].response, label="How’s it going?")
    await world.alice.click(asked.response, label="Going well")
    await world.declare(world.bob, "Bison")
    await world.check_in(world.alice, note="at dawn", proof=("run.png", b"a picture"))
    await world.bob.slash(world.general, "cheer", member=world.alice, message="Bravo, dear")
    await world.check_in(world.bob)
    await world.alice.slash(world.general, "goal show", goal="Aardvark")
    for command in ("goal history", "streak", "leaderboard"):
        options = {"goal": "Aardvark"} if "goal" in command else {}
        await world.share(world.alice, command, **options)
    await world.share(world.carol, "leaderboard")
    await world.share(world.carol, "streak", member=world.alice)
    await world.env.advance_time(4 * DAY)
    for command in ("pause", "resume"):
        await world.alice.slash(world.general, command, goal="Aardvark")
    skipped = await world.alice.slash(world.general, "skip", goal="Aardvark", reason="ill today")
    await world.alice.click(skipped.response, label="Tell everyone")
    channel = world.guild.create_text_channel("check-ins")
    await owner.slash(world.general, "setup checkin-channel", channel=channel)
    await world.declare(world.bob, "Bison two")
    await world.bob.send(channel, "did it")
    await world.alice.slash(world.general, "goal complete", goal="Aardvark")
    await world.bob.slash(world.general, "goal drop", goal="Bison two")
    await world.env.advance_time(HOUR)


async def test_every_public_message_is_recorded_for_everyone_it_mentions(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    await live_with_words(world, owner)
    await keep_words(world, owner)

    registered = await recorded_mentions(bot)
    messages = [*public(world)]
    unknown = [
        (key, message.content, json.dumps(message.components, ensure_ascii=False))
        for message in messages
        for key in members_in(world, message)
        if (message.id, key) not in registered
    ]
    text = json.dumps([message.components for message in messages], ensure_ascii=False)
    assert len(messages) > 35
    assert all(word in text for word in (*OF_ALICE, *OF_BOB, "Hellos from", "you held them"))
    assert "their first check-in here" in text
    assert unknown == []
