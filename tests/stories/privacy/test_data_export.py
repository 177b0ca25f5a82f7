"""/privacy and /data export: members read and download what is stored about them."""

import csv
import json
from importlib import import_module
from io import BytesIO, StringIO
from secrets import token_hex
from zipfile import ZipFile

from discord.utils import utcnow
from sqlalchemy import Connection

from accountabot.bot import Accountabot
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.services.privacy import personal_data
from accountabot.store.schema import disclosures
from tests.stories.moderation.content_moderation import ZEBRA, ask_removal, moderator
from tests.stories.privacy.personal_data import archives_of, exported
from tests.world import World, said

MIB = 1024 * 1024


def cells(archive: ZipFile, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(archive.read(f"{table}.csv").decode(), newline="")))


def write_much(tx: Connection, member: Member) -> None:
    """Store disclosures that can't be compressed."""
    row = {"server_id": member.server, "member_id": member.id, "at": utcnow()}
    tx.execute(disclosures.insert(), [row | {"text": token_hex(100)} for _ in range(2000)])


async def test_the_privacy_text_is_private_and_links_to_the_commands(world: World) -> None:
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


async def test_the_export_contains_everything_and_nothing_about_others(lived: World) -> None:
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


async def test_the_spreadsheets_match_the_json_and_contain_no_formula(
    lived: World,
) -> None:
    answer = await lived.alice.slash(lived.general, "data export")

    (archive,) = await archives_of(answer)
    tables = await exported(answer)
    assert cells(archive, "check_ins")[0]["note"] == "'=HYPERLINK(1)"
    assert {goal["plan"] for goal in cells(archive, "goals")} == {"", "'=1+1"}
    for table, rows in tables.items():
        assert len(cells(archive, table)) == len(rows), table
        assert f"{table}: " in archive.read("README.txt").decode()
    assert json.loads(json.dumps(tables)) == tables
    assert tables["goals"][0]["declared_at"].startswith("2026-01-01T")


async def test_a_large_export_comes_in_several_files(lived: World, bot: Accountabot) -> None:
    alice = Member(ServerId(lived.guild.id), MemberId(lived.alice.id))
    await bot.database.write(write_much, alice)
    whole = await bot.database.read_in_background(
        personal_data.export, alice, {}, utcnow(), 10 * MIB
    )

    limit = 64 * 1024 + len(whole[0]) * 4 // 5
    parts = await bot.database.read_in_background(personal_data.export, alice, {}, utcnow(), limit)

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


async def test_the_export_does_not_name_the_blocking_moderator(world: World) -> None:
    mod = moderator(world, "mona")
    await mod.slash(world.general, "moderate member", member=world.alice, reason="be kind first")

    tables = await exported(await world.alice.slash(world.general, "data export"))
    (blocked,) = tables["blocks"]

    assert (blocked["reason"], blocked["moderator_id"]) == ("be kind first", None)
    assert str(mod.id) not in json.dumps(tables)


async def test_a_second_export_waits_for_the_first(lived: World) -> None:
    packing = import_module("accountabot.cogs.privacy.personal_data")._packing
    packing.add(lived.alice.id)
    try:
        busy = await lived.alice.slash(lived.general, "data export")
    finally:
        packing.clear()

    assert "I’m packing" in said(busy)
    assert await archives_of(await lived.alice.slash(lived.general, "data export"))


async def test_the_export_leaves_out_a_pending_moderation(world: World) -> None:
    mod = moderator(world, "mona")
    await world.declare(world.alice, ZEBRA)
    await world.check_in(world.alice)
    await ask_removal(world, mod, reason="Alice lied")

    tables = await exported(await world.alice.slash(world.general, "data export"))

    assert "Alice lied" not in json.dumps(tables)
    assert "pending_inputs" not in tables
