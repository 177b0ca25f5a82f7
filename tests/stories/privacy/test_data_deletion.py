"""/data delete: members delete what is stored about them."""

from collections.abc import Iterator

from discord.utils import utcnow
from sqlalchemy import select

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.services.people import profiles
from accountabot.services.server import excused_dates
from accountabot.store import blocks, schema
from accountabot.store.schema import cheers, outbox
from tests.stories.goals.pauses import action
from tests.stories.moderation.content_moderation import moderator
from tests.stories.privacy.personal_data import archives_of, delete_data, exported, traces_of
from tests.world import GREETINGS, World, markdown, said

FORM = {"sentence": "Run far", "amount": "", "until": "", "plan": "", "visibility": ["server"]}


def quoted(world: World) -> Iterator[tuple[int, str]]:
    """Yield every public message with its whole text."""
    for message in world.general.history():
        yield message.id, "\n".join(markdown(message))


async def test_a_deletion_asks_for_confirmation_and_can_be_cancelled(lived: World) -> None:
    panel = await lived.alice.slash(lived.general, "data delete")
    first = await lived.alice.click(panel.response, label="Export first")
    asked = said(panel)
    kept = await lived.alice.click(panel.response, label="Keep it")

    assert panel.ephemeral
    assert "**3 goals**, **1 check-in**, **2 cheers**" in asked
    assert "no going back" in asked
    assert len(await archives_of(first)) == 1
    assert "stays as it is" in said(kept)
    assert "Run at dawn" in await lived.ask(lived.alice, "goal list")


async def test_everything_is_deleted_and_the_messages_are_redacted(
    lived: World, bot: Accountabot
) -> None:
    mine = {
        key
        for key, told in quoted(lived)
        if any(word in told for word in ("dawn", "Read", "HYPERLINK"))
    }

    answer = await delete_data(lived.alice, lived)

    assert "is gone" in said(answer)
    assert await bot.database.read(traces_of, lived.alice.id) == set()
    assert mine
    assert not mine & {key for key, told in quoted(lived) if "removed at the request" not in told}
    assert not await bot.database.read(
        lambda tx: (
            tx.execute(select(outbox.c.subject).where(outbox.c.topic == Topic.REDACTION))
            .scalars()
            .all()
        )
    )
    assert "no goals here yet" in await lived.ask(lived.alice, "goal list")
    assert "I don’t have anything about you" in await lived.ask(lived.alice, "data delete")


async def test_a_cheer_loses_its_name_but_still_counts(lived: World, bot: Accountabot) -> None:
    bob = Member(ServerId(lived.guild.id), MemberId(lived.bob.id))
    before = await bot.database.read(profiles.load_profile, bob, utcnow())

    await delete_data(lived.alice, lived)

    tables = await exported(await lived.bob.slash(lived.general, "data export"))
    after = await bot.database.read(profiles.load_profile, bob, utcnow())
    kept = await bot.database.read(
        lambda tx: tx.execute(select(cheers.c.id, cheers.c.member_id)).all()
    )
    assert [each["member_id"] for each in tables["cheers"]] == [None]
    assert (
        (after.cheers.received, after.kept_ratio)
        == (before.cheers.received, before.kept_ratio)
        == (1, before.kept_ratio)
    )
    assert [tuple(row) for row in kept] == [(key, -key) for key, _ in kept]


async def test_changes_to_the_server_stay_without_a_name(lived: World, bot: Accountabot) -> None:
    await bot.database.write(
        excused_dates.excuse, action(lived, lived.alice, 5), [utcnow().date()], "a feast"
    )

    await delete_data(lived.alice, lived)

    history = await lived.ask(lived.bob, "goal history", goal="Swim")
    record = await lived.bob.click(
        (await lived.bob.slash(lived.general, "goal history", goal="Swim")).response,
        label="The record",
    )
    assert "someone who deleted their data" in history + said(record)
    assert f"<@{lived.alice.id}>" not in history + said(record)


async def test_a_deletion_keeps_a_block_without_its_reason(lived: World, bot: Accountabot) -> None:
    alice = Member(ServerId(lived.guild.id), MemberId(lived.alice.id))
    await bot.database.write(blocks.add_block, action(lived, lived.bob), alice, "rude")
    await bot.database.write(blocks.add_unblock, action(lived, lived.bob), alice)
    await bot.database.write(blocks.add_block, action(lived, lived.bob), alice, "rude again")

    await delete_data(lived.alice, lived)

    of_alice = schema.blocks.c.member_id == alice.id
    kept = select(schema.blocks.c.is_blocked, schema.blocks.c.reason).where(of_alice)
    assert await bot.database.read(lambda tx: [tuple(row) for row in tx.execute(kept)]) == [
        (True, "")
    ]
    held = select(schema.settings.c.name).where(schema.settings.c.member_id == alice.id)
    assert await bot.database.read(lambda tx: tx.execute(held).all()) == []


async def test_a_zone_stays_while_another_server_knows_the_member(
    lived: World, bot: Accountabot
) -> None:
    elsewhere = Action(Member(ServerId(5), MemberId(lived.alice.id)), utcnow(), InteractionId(77))
    await bot.database.write(profiles.disclose, elsewhere, "I sell hats")

    asked = await lived.ask(lived.alice, "data delete")
    await delete_data(lived.alice, lived)
    kept = await bot.database.read(traces_of, lived.alice.id)
    alone = await lived.users["alice"].slash("data delete")
    await lived.users["alice"].click(alone.response, label="Delete everything")

    assert "I’ll keep your time zone, when your day starts and your reminder settings" in asked
    assert kept == {"settings.member_id", "settings.actor_id", "disclosures.member_id"}
    assert await bot.database.read(traces_of, lived.alice.id) == set()


async def test_a_member_who_left_exports_and_deletes_by_direct_message(
    lived: World, bot: Accountabot
) -> None:
    alice = lived.users["alice"]
    lived.guild.remove_member(lived.alice)
    await lived.env.settle()

    tables = await exported(await alice.slash("data export"))
    panel = await alice.slash("data delete")
    answer = await alice.click(panel.response, label="Delete everything")

    assert {"Run at dawn", "Weigh less"} <= {goal["title"] for goal in tables["goals"]}
    assert tables["departures"]
    assert "on all servers is gone" in said(answer)
    assert await bot.database.read(traces_of, alice.id) == set()


async def test_old_buttons_and_forms_are_answered_as_unknown(
    lived: World, settings: Settings
) -> None:
    form = await lived.alice.slash(lived.general, "goal edit", goal="Run")
    await delete_data(lived.alice, lived)
    await lived.env.restart_bot(create_bot(settings))

    emptied = lived.general.history()[GREETINGS]
    sent = await lived.alice.submit_modal(form, FORM)
    undone = await lived.ask(lived.alice, "undo")
    again = await lived.declare(lived.alice, "Begin anew")

    assert "removed at the request" in "".join(markdown(emptied))
    assert "gone" in said(sent)
    assert "nothing" in undone.lower()
    assert "Begin anew" in said(again)


async def test_the_cards_of_others_lose_the_name(lived: World) -> None:
    def named() -> list[str]:
        return [
            told
            for _, told in quoted(lived)
            if "Swim" in told and f"by <@{lived.alice.id}>" in told
        ]

    before = named()

    await delete_data(lived.alice, lived)
    await lived.env.advance_time(120)

    assert len(before) == 1
    assert named() == []


async def test_a_deletion_that_is_delivered_twice_runs_once(lived: World, bot: Accountabot) -> None:
    await delete_data(lived.alice, lived)
    await lived.declare(lived.alice, "Begin anew")
    sent = [
        payload for _, name, payload in lived.env.backend.transcript if name == "INTERACTION_CREATE"
    ]

    lived.env.backend.emit("INTERACTION_CREATE", sent[-2])
    await lived.env.settle()

    assert "Begin anew" in await lived.ask(lived.alice, "goal list")
    assert "goals.member_id" in await bot.database.read(traces_of, lived.alice.id)


async def test_a_deletion_in_between_allows_no_second_cheer_or_ping(world: World) -> None:
    card = (await world.declare(world.alice)).response
    done = (await world.check_in(world.alice)).response
    witness = (await world.bob.click(card, label="Hold me to it")).response
    gifts: list[tuple[str, dict[str, str]]] = [("greet", {}), ("cheer", {"message": "Well done"})]
    for command, options in gifts:
        await world.bob.slash(world.general, command, member=world.alice, **options)
    await world.bob.click(witness, label="How’s it going?")

    await delete_data(world.bob, world)
    again = [
        await world.bob.slash(world.general, name, member=world.alice, **options)
        for name, options in gifts
    ]
    again += [await world.cheer(world.bob, message) for message in (card, done)]
    again += [await world.bob.click(witness, label="How’s it going?")]
    goal = said(await world.declare(world.bob, "Begin anew"))
    await world.next_day()
    later = await world.bob.slash(world.general, "greet", member=world.alice)

    assert all(
        answer.ephemeral and "who you’ve cheered, greeted or asked" in said(answer)
        for answer in again
    )
    assert "Begin anew" in goal
    assert not later.ephemeral


async def test_a_reason_can_be_deleted_if_only_a_block_is_stored(
    world: World, bot: Accountabot
) -> None:
    await delete_data(world.alice, world)
    mod = moderator(world, "mona")
    await mod.slash(world.general, "moderate member", member=world.alice, reason="he stole my bike")

    answer = said(await delete_data(world.alice, world))
    kept = await bot.database.read(
        lambda tx: tx.execute(select(schema.blocks.c.reason)).scalars().all()
    )

    assert "is gone" in answer
    assert kept == [""]
    assert "keep about you here is that moderators blocked you" in await world.ask(
        world.alice, "data delete"
    )


async def test_a_failed_deletion_deletes_nothing(lived: World, bot: Accountabot) -> None:
    panel = await lived.alice.slash(lived.general, "data delete")
    bot.database._writer.is_open = False
    refused = said(await lived.alice.click(panel.response, label="Delete everything"))
    bot.database._writer.is_open = True

    answer = await lived.alice.slash(lived.general, "greet", member=lived.carol)

    assert "nothing changed" in refused.casefold()
    assert bot.state.erased == {}
    assert "had your data deleted" not in said(answer)
