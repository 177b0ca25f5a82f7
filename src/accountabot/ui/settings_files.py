"""Read the file that an owner sent, find the channels that it means here, and show what it would change."""

import asyncio
import logging
from collections.abc import Iterator
from typing import Any, NamedTuple

import aiohttp
from discord import Attachment, ButtonStyle, Guild, HTTPException, Interaction, TextChannel

from accountabot.domain.refusals import Refusal
from accountabot.domain.settings import Name
from accountabot.phrases import settings_files
from accountabot.phrases.json_files import LIMIT
from accountabot.phrases.settings_files import Channel, File
from accountabot.services.settings_files import Imported, Preview, Step, Wanted
from accountabot.ui import answers, words
from accountabot.ui.cards import DONE, GOING, Card, row, text
from accountabot.ui.controls import button, custom_id
from accountabot.ui.greetings import may_greet
from accountabot.ui.quotes import quote
from accountabot.ui.settings_words import called, changed, excerpt
from accountabot.ui.texts import say

_log = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds that fetching a file may take."""
MOST_LINES = 20
_NOTE = 40
"""Characters of a reason that are shown, so that there is room for all that many lines."""


class Found(NamedTuple):
    """What a file says, in this server's channels, and the names of those that could not be found."""

    wanted: Wanted
    unfound: dict[Name, str]


async def file_of(interaction: Interaction[Any], sent: Attachment) -> File | None:
    """Return what a file says; where that can't be, tell its owner why, and return None."""
    try:
        return await _read(interaction, sent)
    except Refusal as refusal:
        causes = [cause for cause in (refusal, refusal.__cause__) if isinstance(cause, Refusal)]
        await answers.tell(interaction, "\n".join(map(words.refusal, causes)))
        return None


def find(guild: Guild, file: File) -> Found:
    """Return what a file says, in this server's channels."""
    here = {name: _kept(guild, value) for name, value in file.values.items()}
    unfound = {
        name: value.name for name, value in file.values.items() if here[name] is None and not isinstance(value, str)
    }
    values = {name: value for name, value in here.items() if value is not None}
    return Found(Wanted(values, file.excused), unfound)


def preview_card(
    guild: Guild, preview: Preview, file: File | None = None, unfound: dict[Name, str] | None = None
) -> Card:
    """Draw what a file would change, and what it would not; nothing is changed yet."""
    head = "import-anew" if preview.is_anew else "import-preview"
    notes = [*_notes(guild, preview, file, unfound or {})]
    if not preview.steps:
        return Card(text(say("import-same"), *notes))
    use = button(say("button-import-use"), custom_id("import-use", guild.id, preview.key), ButtonStyle.success)
    leave = button(say("button-import-leave"), custom_id("import-leave", guild.id, preview.key))
    return Card(text(say(head)), text(*_listed(preview.steps)), text(*notes), row(use, leave), colour=GOING)


def done_card(imported: Imported) -> Card:
    """Draw what a file changed."""
    left = [say("import-lost", what=called(step.name)) for step in imported.left]
    return Card(text(say("import-done", count=len(imported.steps)), *left), colour=DONE)


async def _read(interaction: Interaction[Any], sent: Attachment) -> File:
    if sent.size > LIMIT:
        raise Refusal("file-too-big", limit=LIMIT // 1024)
    try:
        async with asyncio.timeout(PATIENCE):
            data: bytes = await interaction.client.http.get_from_cdn(sent.url)
    except (HTTPException, aiohttp.ClientError, OSError) as error:
        _log.info("A settings file did not come: %s %s", type(error).__name__, error)
        raise Refusal("file-lost") from None
    return await asyncio.to_thread(settings_files.read, data, interaction.created_at)


def _kept(guild: Guild, value: str | Channel) -> str | None:
    """Return a value as it is kept here, or None where it is a channel that can't be found."""
    if isinstance(value, str):
        return value
    if isinstance(guild.get_channel(value.id), TextChannel):
        return str(value.id)
    alike = [channel for channel in guild.text_channels if channel.name == value.name and may_greet(channel)]
    return str(alike[0].id) if len(alike) == 1 else None


def _listed(steps: tuple[Step, ...]) -> list[str]:
    lines = [f"- {_line(step)}" for step in steps[:MOST_LINES]]
    more = len(steps) - len(lines)
    return [*lines, say("import-more", count=more)] if more else lines


def _line(step: Step) -> str:
    said = changed(step.name, step.before, step.after)
    return f"{said} · {excerpt(step.note, _NOTE)}" if step.note else said


def _notes(guild: Guild, preview: Preview, file: File | None, unfound: dict[Name, str]) -> Iterator[str]:
    if file and file.server != guild.id:
        yield say("import-from-elsewhere", server=quote(file.server_name))
    for name, channel in unfound.items():
        yield say("import-unfound", what=called(name), channel=excerpt(channel))
    if preview.over:
        yield say("import-over", count=preview.over)
    yield say("import-rest")
