"""Helpers for the tests of personal data."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from simcord import InteractionResult, MemberActor
from sqlalchemy import Connection, select, text

from accountabot.store.privacy.ownership import OWN, OWNERS, SHARED
from accountabot.store.schema import outbox
from tests.world import World


async def archives_of(result: InteractionResult) -> list[ZipFile]:
    """Return the archives attached to an answer."""
    sent = [answer for answer in (result.response, *result.followups) if answer]
    return [ZipFile(BytesIO(await file.read())) for answer in sent for file in answer.attachments]


async def exported(result: InteractionResult) -> dict[str, list[dict[str, Any]]]:
    """Return the tables of an export."""
    (archive,) = await archives_of(result)
    found: dict[str, list[dict[str, Any]]] = json.loads(archive.read("accountabot.json"))["tables"]
    return found


def traces_of(tx: Connection, member: int) -> set[str]:
    """Return the columns that still hold a member, and the broken foreign keys."""
    columns = [*OWN, *SHARED, *OWNERS]
    found = {
        str(c)
        for c in columns
        if tx.execute(select(c).where(c == member)).first() and c is not outbox.c.subject
    }
    return found | {str(row) for row in tx.execute(text("PRAGMA foreign_key_check"))}


async def delete_data(who: MemberActor, world: World) -> InteractionResult:
    """Let someone delete everything."""
    panel = await who.slash(world.general, "data delete")
    return await who.click(panel.response, label="Delete everything")
