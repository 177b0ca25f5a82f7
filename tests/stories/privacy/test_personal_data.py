"""A member's data is the member's: read what is kept, have it, delete it."""

import csv
import json
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO, StringIO
from secrets import token_hex
from typing import Any
from zipfile import ZipFile

import pytest
from discord.utils import utcnow
from simcord import InteractionResult, MemberActor
from sqlalchemy import Connection, select, text

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.domain.server.settings import SettingName
from accountabot.services.people import profiles
from accountabot.services.privacy import personal_data
from accountabot.services.server import excused_dates
from accountabot.store import schema, settings
from accountabot.store.privacy.ownership import OWN, OWNERS, SHARED
from accountabot.store.schema import cheers, disclosures, outbox
from tests.stories.goals.test_edits import change
from tests.stories.goals.test_pauses import action
from tests.stories.moderation.test_content_moderation import ZEBRA, moderator, question
from tests.world import GREETINGS, World, markdown, said

MIB = 1024 * 1024
FORM = {"sentence": "Run far", "amount": "", "until": "", "plan": "", "visibility": ["server"]}


async def unzipped(result: InteractionResult) -> list[ZipFile]:
    """Return the archives that an answer brought."""
    sent = [answer for answer in (result.response, *result.followups) if answer]
    return [ZipFile(BytesIO(await file.read())) for answer in sent for file in answer.attachments]


async def exported(result: InteractionResult) -> dict[str, list[dict[str, Any]]]:
    """Return the tables of an export."""
    (archive,) = await unzipped(result)
    found: dict[str, list[dict[str, Any]]] = json.loads(archive.read("accountabot.json"))["tables"]
    return found


def cells(archive: ZipFile, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(archive.read(f"{table}.csv").decode(), newline="")))


def left_of(tx: Connection, member: int) -> set[str]:
    """Return in which columns a member still stands, wherever in the file, and what hangs on nothing."""
    columns = [*OWN, *SHARED, *OWNERS]
    found = {
        str(c)
        for c in columns
        if tx.execute(select(c).where(c == member)).first() and c is not outbox.c.subject
    }
    return found | {str(row) for row in tx.execute(text("PRAGMA foreign_key_check"))}


def quoted(world: World) -> Iterator[tuple[int, str]]:
    """Yield every message that all see, and all that it says."""
    for message in world.general.history():
        yield message.id, "\n".join(markdown(message))


def write_much(tx: Connection, member: Member) -> None:
    """Let a member have disclosed what can't be packed any smaller."""
    row = {"server_id": member.server, "member_id": member.id, "at": utcnow()}
    tx.execute(disclosures.insert(), [row | {"text": token_hex(100)} for _ in range(2000)])


async def deleted(who: MemberActor, world: World) -> InteractionResult:
    """Let someone delete everything."""
    panel = await who.slash(world.general, "data delete")
    return await who.click(panel.response, label="Delete everything")


@pytest.fixture
async def lived(world: World) -> World:
    """Alice lived here: of each kind of thing there is one at least."""
    await world.alice.slash(world.general, "timezone", zone="Europe/Lisbon")
    card = (await world.declare(world.alice, "Run at dawn")).response
    await world.declare(world.alice, "Read")
    await world.declare(world.bob, "Swim")
    await world.alice.slash(
        world.general,
        "goal declare",
        goal="Weigh less",
        schedule="daily",
        visibility="only me",
        plan="=1+1",
    )
    await world.check_in(world.alice, goal="Run", note="=HYPERLINK(1)")
    done = await world.check_in(world.bob, goal="Swim")
    await world.bob.click(card, label="Hold me to it")
    await world.bob.click(card, label="Cheer")
    await world.alice.click(done.response, label="Cheer")
    swim = next(
        m for m in world.general.history() if "Swim" in str([c.to_dict() for c in m.components])
    )
    await world.alice.click(swim, label="Hold me to it")
    await change(world, world.alice, "Read", sentence="Read on Mondays")
    await world.alice.slash(world.general, "pause", goal="Read", reason="a cold")
    await world.alice.slash(world.general, "greet", member=world.bob)
    await world.bob.slash(world.general, "greet", member=world.alice)
    await world.alice.slash(world.general, "disclose", text="I sell shoes")
    form = await world.alice.slash(world.general, "introduce")
    await world.alice.submit_modal(form, {"who": "A runner", "does": "", "learns": ""})
    await world.alice.slash(world.general, "goal declare", goal="Write a lot")
    await world.env.advance_time(60)
    return world


async def test_the_privacy_text_is_for_whoever_asks_and_leads_on(world: World) -> None:
    answer = await world.alice.slash(world.general, "privacy")
    alone = await world.users["bob"].slash("privacy")

    assert answer.ephemeral
    assert "What I keep about you" in said(answer)
    assert "30 days" in said(answer)
    kinds = [each["type"] for each in answer.response.components[0]["components"]]
    assert kinds == [
        *[10, 14] * (len(kinds) // 2 - 1),
        10,
        1,
    ]  # a line between one text and the next
    asked = await world.alice.click(answer.response, label="Delete my data…")
    assert "I keep" in said(asked) or "Delete everything" in said(asked)
    assert "What I keep about you" in said(alone)


async def test_everything_is_in_the_file_and_nothing_of_others(lived: World) -> None:
    await lived.bob.slash(
        lived.general, "goal declare", goal="Bobs secret", schedule="daily", visibility="only me"
    )

    answer = await lived.alice.slash(lived.general, "data export")

    tables = await exported(answer)
    assert answer.ephemeral
    assert [goal["title"] for goal in tables["goals"]] == ["Run at dawn", "Read", "Weigh less"]
    assert {str(lived.alice.id)} == {goal["member_id"] for goal in tables["goals"]}
    assert [each["note"] for each in tables["check_ins"]] == ["=HYPERLINK(1)"]
    assert {each["name"] for each in tables["settings"]} >= {"zone"}
    assert {each["member_id"] for each in tables["cheers"]} == {
        str(lived.alice.id),
        str(lived.bob.id),
    }
    assert {each["who"] for each in tables["introductions"]} == {"A runner"}
    assert {
        "record",
        "pauses",
        "edits",
        "posts",
        "witnesses",
        "greets",
        "disclosures",
        "standings",
    } <= set(tables)
    assert "secret" not in json.dumps(tables)


async def test_the_tables_say_the_same_as_the_file_for_programs_and_run_nothing(
    lived: World,
) -> None:
    answer = await lived.alice.slash(lived.general, "data export")

    (archive,) = await unzipped(answer)
    tables = await exported(answer)
    assert cells(archive, "check_ins")[0]["note"] == "'=HYPERLINK(1)"
    assert {goal["plan"] for goal in cells(archive, "goals")} == {"", "'=1+1"}
    for table, rows in tables.items():
        assert len(cells(archive, table)) == len(rows), table
        assert f"{table}: " in archive.read("README.txt").decode()
    assert json.loads(json.dumps(tables)) == tables
    assert tables["goals"][0]["declared_at"].startswith("2026-01-01T")


async def test_what_is_too_large_for_one_file_comes_in_several(
    lived: World, bot: Accountabot
) -> None:
    alice = Member(ServerId(lived.guild.id), MemberId(lived.alice.id))
    await bot.database.write(write_much, alice)
    whole = await bot.database.read_apart(personal_data.export, alice, {}, utcnow(), 10 * MIB)

    limit = 64 * 1024 + len(whole[0]) * 4 // 5
    parts = await bot.database.read_apart(personal_data.export, alice, {}, utcnow(), limit)

    def rows(files: list[bytes]) -> list[str]:
        read = [
            json.loads(ZipFile(BytesIO(file)).read("accountabot.json"))["tables"] for file in files
        ]
        return sorted(
            json.dumps(row) for tables in read for found in tables.values() for row in found
        )

    assert len(parts) > 1
    assert all(len(part) < limit for part in parts)
    assert rows(parts) == rows(whole)


async def test_deleting_is_asked_once_and_may_be_left(lived: World) -> None:
    panel = await lived.alice.slash(lived.general, "data delete")
    first = await lived.alice.click(panel.response, label="Export first")
    asked = said(panel)
    kept = await lived.alice.click(panel.response, label="Keep it")

    assert panel.ephemeral
    assert "**3 goals**, **1 check-in**, **2 cheers**" in asked
    assert "no way back" in asked
    assert len(await unzipped(first)) == 1
    assert "stays as it is" in said(kept)
    assert "Run at dawn" in await lived.ask(lived.alice, "goal list")


async def test_everything_of_theirs_is_gone_and_what_was_said_of_it_is_emptied(
    lived: World, bot: Accountabot
) -> None:
    mine = {
        key
        for key, told in quoted(lived)
        if any(word in told for word in ("dawn", "Read", "HYPERLINK"))
    }

    answer = await deleted(lived.alice, lived)

    assert "is gone" in said(answer)
    assert await bot.database.read(left_of, lived.alice.id) == set()
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
    assert "I keep nothing about you" in await lived.ask(lived.alice, "data delete")


async def test_a_cheer_loses_its_name_and_counts_on(lived: World, bot: Accountabot) -> None:
    bob = Member(ServerId(lived.guild.id), MemberId(lived.bob.id))
    before = await bot.database.read(profiles.profile, bob, utcnow())

    await deleted(lived.alice, lived)

    tables = await exported(await lived.bob.slash(lived.general, "data export"))
    after = await bot.database.read(profiles.profile, bob, utcnow())
    kept = await bot.database.read(
        lambda tx: tx.execute(select(cheers.c.id, cheers.c.member_id)).all()
    )
    assert [each["member_id"] for each in tables["cheers"]] == [None]
    assert (
        (after.applause.received, after.word)
        == (before.applause.received, before.word)
        == (1, before.word)
    )
    assert [tuple(row) for row in kept] == [(key, -key) for key, _ in kept]


async def test_what_they_did_for_the_server_stays_without_their_name(
    lived: World, bot: Accountabot
) -> None:
    await bot.database.write(
        excused_dates.excuse, action(lived, lived.alice, 5), utcnow().date(), "a feast"
    )

    await deleted(lived.alice, lived)

    history = await lived.ask(lived.bob, "goal history", goal="Swim")
    record = await lived.bob.click(
        (await lived.bob.slash(lived.general, "goal history", goal="Swim")).response,
        label="The record",
    )
    assert "someone who deleted their data" in history + said(record)
    assert f"<@{lived.alice.id}>" not in history + said(record)


async def test_a_block_stays_without_its_reason(lived: World, bot: Accountabot) -> None:
    alice = Member(ServerId(lived.guild.id), MemberId(lived.alice.id))
    for value, note in (("on", "rude"), ("", "sorry"), ("on", "rude again")):
        await bot.database.write(
            settings.add, action(lived, lived.bob), alice, SettingName.BLOCKED, value, note
        )

    await deleted(lived.alice, lived)

    kept = select(schema.settings.c.name, schema.settings.c.value, schema.settings.c.note).where(
        schema.settings.c.member_id == alice.id
    )
    assert await bot.database.read(lambda tx: [tuple(row) for row in tx.execute(kept)]) == [
        ("blocked", "on", "")
    ]


async def test_their_zone_stays_while_they_are_known_elsewhere(
    lived: World, bot: Accountabot
) -> None:
    elsewhere = Action(Member(ServerId(5), MemberId(lived.alice.id)), utcnow(), InteractionId(77))
    await bot.database.write(profiles.disclose, elsewhere, "I sell hats")

    asked = await lived.ask(lived.alice, "data delete")
    await deleted(lived.alice, lived)
    kept = await bot.database.read(left_of, lived.alice.id)
    alone = await lived.users["alice"].slash("data delete")
    await lived.users["alice"].click(alone.response, label="Delete everything")

    assert "Your time zone and when your day starts stay" in asked
    assert kept == {"settings.member_id", "settings.actor_id", "disclosures.member_id"}
    assert await bot.database.read(left_of, lived.alice.id) == set()


async def test_those_who_left_have_and_delete_everything_in_direct_messages(
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
    assert await bot.database.read(left_of, alice.id) == set()


async def test_what_is_pressed_or_sent_afterwards_is_answered_as_if_it_had_never_been(
    lived: World, settings: Settings
) -> None:
    form = await lived.alice.slash(lived.general, "goal edit", goal="Run")
    await deleted(lived.alice, lived)
    await lived.env.restart_bot(create_bot(settings))

    emptied = lived.general.history()[GREETINGS]
    sent = await lived.alice.submit_modal(form, FORM)
    undone = await lived.ask(lived.alice, "undo")
    again = await lived.declare(lived.alice, "Begin anew")

    assert "removed at the request" in "".join(markdown(emptied))
    assert "gone" in said(sent)
    assert "nothing" in undone.lower()
    assert "Begin anew" in said(again)


async def test_others_cards_name_them_no_more(lived: World) -> None:
    def named() -> list[str]:
        return [
            told
            for _, told in quoted(lived)
            if "Swim" in told and f"by <@{lived.alice.id}>" in told
        ]

    before = named()

    await deleted(lived.alice, lived)
    await lived.env.advance_time(120)

    assert len(before) == 1
    assert named() == []


async def test_a_deletion_that_is_delivered_twice_is_done_once(
    lived: World, bot: Accountabot
) -> None:
    await deleted(lived.alice, lived)
    await lived.declare(lived.alice, "Begin anew")
    sent = [
        payload for _, name, payload in lived.env.backend.transcript if name == "INTERACTION_CREATE"
    ]

    lived.env.backend.emit("INTERACTION_CREATE", sent[-2])
    await lived.env.settle()

    assert "Begin anew" in await lived.ask(lived.alice, "goal list")
    assert "goals.member_id" in await bot.database.read(left_of, lived.alice.id)


async def test_nobody_gives_or_pings_twice_by_deleting_in_between(world: World) -> None:
    card = (await world.declare(world.alice)).response
    done = (await world.check_in(world.alice)).response
    witness = (await world.bob.click(card, label="Hold me to it")).response
    gifts: list[tuple[str, dict[str, str]]] = [("greet", {}), ("cheer", {"message": "Well done"})]
    for command, options in gifts:
        await world.bob.slash(world.general, command, member=world.alice, **options)
    await world.bob.click(witness, label="How’s it going?")

    await deleted(world.bob, world)
    again = [
        await world.bob.slash(world.general, name, member=world.alice, **options)
        for name, options in gifts
    ]
    again += [await world.bob.click(message, label="Cheer") for message in (card, done)]
    again += [await world.bob.click(witness, label="How’s it going?")]
    goal = said(await world.declare(world.bob, "Begin anew"))
    await world.next_day()
    later = await world.bob.slash(world.general, "greet", member=world.alice)

    assert all(answer.ephemeral and "what you gave to others" in said(answer) for answer in again)
    assert "Begin anew" in goal
    assert not later.ephemeral


async def test_which_moderator_blocked_someone_is_not_handed_over(world: World) -> None:
    mod = moderator(world, "mona")
    await mod.slash(world.general, "moderate member", member=world.alice, reason="be kind first")

    tables = await exported(await world.alice.slash(world.general, "data export"))
    (blocked,) = (row for row in tables["settings"] if row["name"] == "blocked")

    assert (blocked["note"], blocked["actor_id"]) == ("be kind first", None)
    assert str(mod.id) not in json.dumps(tables)


async def test_who_is_being_packed_for_is_asked_to_wait(lived: World) -> None:
    packing = import_module("accountabot.cogs.privacy.personal_data")._packing
    packing.add(lived.alice.id)
    try:
        busy = await lived.alice.slash(lived.general, "data export")
    finally:
        packing.clear()

    assert "I’m packing" in said(busy)
    assert await unzipped(await lived.alice.slash(lived.general, "data export"))


async def test_a_reason_can_be_deleted_where_nothing_but_a_block_is_kept(
    world: World, bot: Accountabot
) -> None:
    await deleted(world.alice, world)
    mod = moderator(world, "mona")
    await mod.slash(world.general, "moderate member", member=world.alice, reason="he stole my bike")

    answer = said(await deleted(world.alice, world))
    kept = await bot.database.read(
        lambda tx: tx.execute(select(schema.settings.c.note)).scalars().all()
    )

    assert "is gone" in answer
    assert "he stole my bike" not in "".join(kept)
    assert "keep about you here is that moderators blocked you" in await world.ask(
        world.alice, "data delete"
    )


async def test_what_a_moderator_has_not_said_yet_is_not_handed_over(world: World) -> None:
    mod = moderator(world, "mona")
    await world.declare(world.alice, ZEBRA)
    await world.check_in(world.alice)
    await question(world, mod, reason="Alice lied")

    tables = await exported(await world.alice.slash(world.general, "data export"))

    assert "Alice lied" not in json.dumps(tables)
    assert "drafts" not in tables


async def test_a_deletion_that_came_to_nothing_is_none(lived: World, bot: Accountabot) -> None:
    panel = await lived.alice.slash(lived.general, "data delete")
    bot.database._writer.is_open = False
    refused = said(await lived.alice.click(panel.response, label="Delete everything"))
    bot.database._writer.is_open = True

    answer = await lived.alice.slash(lived.general, "greet", member=lived.carol)

    assert "nothing changed" in refused.casefold()
    assert bot.state.erased == {}
    assert "had your data deleted" not in said(answer)
