"""Compare what was told and sent with the record that members download."""

import json
import re
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import discord

from tests.oracle.model import ALWAYS, Absence, Life, Reading
from tests.simulation.answers import Told
from tests.simulation.records import Record, read
from tests.simulation.run import HEARTBEAT, SHORTEST, Run
from tests.simulation.servers import Server
from tests.simulation.wire import Sent

KINDS = {
    "declare": "declared",
    "check-in": "checked in",
    "skip": "skipped",
    "pause": "paused",
    "resume": "resumed",
    "drop": "dropped",
    "undo": "undone",
}
"""The deeds that are in the record, and what they are called there."""
EPHEMERAL = 64
EXPLAINED = (aiohttp.ClientError, discord.HTTPException, OSError)
NAMES = {"Refusal", "NotSaved", "NotRead", "MaybeSaved", "DuplicateInteraction"}
"""Errors of the bot's own that are answers to members."""
TWICE_WITHIN = timedelta(hours=1)


def check(run: Run, record: Record) -> Iterator[str]:
    """Yield whatever is wrong."""
    yield from wrong_deeds(run, record)
    yield from wrong_numbers(run, record)
    yield from sent_twice(run)
    yield from leaks(run)
    yield from wrong_pings(run)
    yield from traces(run, record)
    yield from bugs(run)


def wrong_deeds(run: Run, record: Record) -> Iterator[str]:
    """Yield deeds that the record contradicts."""
    for deed in run.deeds:
        if _is_forgotten(run, deed.server.word, deed.who.id, deed.at):
            continue
        entries = record.entries(deed.source)
        times = Counter((each["kind"], each["goal_id"]) for each in entries)
        if any(number > 1 for number in times.values()):
            yield f"{deed}: twice in the record: {times}"
        if deed.kind in KINDS:
            found = [each for each in entries if each["kind"] == KINDS[deed.kind]]
            if deed.told is Told.DONE and not found:
                yield f"{deed}: told as done, but not in the record\n{deed.text}"
        if deed.told is Told.NOT_DONE and entries:
            yield f"{deed}: told as not done, but in the record: {entries}\n{deed.text}"
        for each in entries:
            if datetime.fromisoformat(each["at"]) != deed.at:
                yield f"{deed}: in the record at {each['at']}, not {deed.at}"
        if deed.kind == "check-in" and deed.told is Told.DONE:
            notes = [row for row in record.tables["check_ins"] if row["note"] == deed.word]
            if len(notes) != 1:
                yield f"{deed}: {len(notes)} check-ins have its note"


def wrong_numbers(run: Run, record: Record) -> Iterator[str]:
    """Yield numbers that don't follow from the record."""
    lives: dict[str, list[Life]] = {}
    for shown in run.shown:
        if shown.title not in lives:
            lives[shown.title] = [*_lives(run, record, shown.title)]
        expected = {_number(read(life, shown.at), shown.name) for life in lives[shown.title]}
        if len(expected) == 1 and shown.number not in expected:
            yield f"{shown}: expected {expected} from {lives[shown.title][0]}"


def _number(reading: Reading, name: str) -> int:
    """Return what a card shows: the longest streak is never shorter than the current one."""
    shown = max(reading.longest, reading.streak) if name == "longest" else getattr(reading, name)
    assert isinstance(shown, int)
    return shown


def _lives(run: Run, record: Record, title: str) -> Iterator[Life]:
    """Yield the life of a goal, if the bot's absences began as early or late as possible."""
    goal = record.goal(title)
    if goal is None:
        return  # it was forgotten, or its declaration was not told as done
    server = _server_of(run, int(goal["server_id"]))
    rules = run.rules[server.word]
    for early in (False, True) if run.settings.heartbeat_minutes else (False,):
        life = record.life(goal, excuses=tuple(rules.excuses))
        absences = _absences(run, early=early) if run.settings.heartbeat_minutes else ()
        freezes = tuple(rules.freezes)
        yield replace(life, freezes=freezes, absences=absences)


def _absences(run: Run, *, early: bool) -> tuple[Absence, ...]:
    found = (
        replace(absence, begins=absence.begins - HEARTBEAT * (early and was_killed))
        for absence, was_killed in run.absences
    )
    return tuple(each for each in found if each.ends - each.begins > SHORTEST)


def sent_twice(run: Run) -> Iterator[str]:
    """Yield messages that were posted twice."""
    words = Counter[str]()
    seen: dict[tuple[str, str], datetime] = {}
    for sent in _posts(run):
        text = _text(sent.body)
        for deed in run.deeds:
            if deed.word and deed.kind in {"check-in", "pause", "drop"} and deed.word in text:
                words[str(deed)] += 1
        key = sent.path, text
        if sent.path.startswith("/channels/"):
            if key in seen and sent.at - seen[key] < TWICE_WITHIN:
                yield f"posted twice, at {seen[key]} and {sent.at}: {text}"
            seen[key] = sent.at
    yield from (f"posted {number} times: {deed}" for deed, number in words.items() if number > 1)


def leaks(run: Run) -> Iterator[str]:
    """Yield what contains words or ids of another server, or words of a private goal."""
    private = {
        p.title: p.hidden_at or ALWAYS for s in run.servers for p in s.promises if p.is_private
    }
    private |= {
        d.word: private[d.promise.title]
        for d in run.deeds
        if d.promise and d.promise.is_private and d.word
    }
    for sent in run.wire.sent:
        place, is_public = _place(run, sent)
        if place is None:
            continue
        text = json.dumps(sent.body)
        for other in run.servers:
            if other is not place:
                for secret in _secrets(run, other):
                    if secret in text:
                        yield f"{secret} of {other.word} in {place.word}: {sent.path} {text}"
        if is_public:
            for word, since in private.items():
                if sent.at > since and word in text:
                    yield f"private {word} in public: {sent.path} {text}"


def traces(run: Run, record: Record) -> Iterator[str]:
    """Yield what is left of members who deleted their data, in the record and in messages."""
    for (word, member), at in run.forgotten.items():
        server = next(each for each in run.servers if each.word == word)
        words = {p.title for p in server.promises if p.owner == member}
        words |= {d.word for d in run.deeds if d.who.id == member and d.server is server and d.at and d.at <= at}
        old = {
            p.title
            for p in server.promises
            if p.owner == member and any(d.kind == "declare" and d.promise is p and d.at and d.at <= at for d in run.deeds)
        }
        words = {each for each in words if each.startswith(word)} - (
            {p.title for p in server.promises} - old
        )
        for message in run.env.backend.messages[server.general.id].values():
            text = _text([message.content, message.components])
            if not message.is_ephemeral and (found := [each for each in words if each in text]):
                yield f"{found} is left in {text}"
        for goal in record.tables["goals"]:
            if goal["title"] in words:
                yield f"{goal} is left"


def bugs(run: Run) -> Iterator[str]:
    """Yield errors that no failure explains."""
    for error in run.errors:
        cause = getattr(error, "original", error)
        if not isinstance(cause, EXPLAINED) and type(cause).__name__ not in NAMES:
            yield f"{cause!r}: {''.join(traceback.format_exception(cause))}"


def _is_forgotten(run: Run, word: str, member: int, at: datetime | None) -> bool:
    forgotten_at = run.forgotten.get((word, member))
    return bool(forgotten_at and at and at <= forgotten_at)


def wrong_pings(run: Run) -> Iterator[str]:
    """Yield messages that ping everyone, a role, or somebody who never was on the server."""
    for server in run.servers:
        known = {m.id for m in server.known}
        for message in run.env.backend.messages[server.general.id].values():
            if message.mention_everyone or message.ping_role_ids:
                yield f"pinged many: {message}"
            if strangers := {*message.ping_user_ids} - known:
                yield f"pinged {strangers}: {message}"


def _secrets(run: Run, server: Server) -> Iterator[str]:
    own = {m.id for m in server.known}
    others = {m.id for other in run.servers if other is not server for m in other.known}
    yield server.word
    yield from map(str, own - others)
    yield from map(str, (server.guild.id, server.general.id))


def _server_of(run: Run, guild: int | None) -> Any:
    return next((each for each in run.servers if each.guild.id == guild), None)


def _place(run: Run, sent: Sent) -> tuple[Server | None, bool]:
    """Return the server in which a request is seen, and whether everyone there sees it."""
    parts = sent.path.strip("/").split("/")
    backend = run.env.backend
    if parts[0] == "channels" and (channel := backend.channels.get(int(parts[1]))):
        return _server_of(run, channel.guild_id), sent.method in {"POST", "PATCH"}
    if parts[0] == "interactions":
        interaction = backend.interactions[int(parts[1])]
        flags = ((sent.body or {}).get("data") or {}).get("flags", 0)
        is_public = (sent.body or {}).get("type") == 4 and not flags & EPHEMERAL
        return _server_of(run, interaction.guild_id), is_public
    if parts[0] == "webhooks":
        found = [each for each in backend.interactions.values() if each.token == parts[2]]
        flags = sent.answer.get("flags", 0) if isinstance(sent.answer, dict) else EPHEMERAL
        return _server_of(run, found[0].guild_id if found else None), not flags & EPHEMERAL
    return None, False


def _posts(run: Run) -> Iterator[Sent]:
    """Yield what made a new message that everyone sees."""
    known: set[str] = set()
    for sent in run.wire.sent:
        _, is_public = _place(run, sent)
        made = sent.answer.get("id") if isinstance(sent.answer, dict) else None
        if sent.method == "POST" and is_public and not (made and made in known):
            known.add(str(made))
            yield sent


def _text(body: Any) -> str:
    return re.sub(r"\s+", " ", json.dumps(body, ensure_ascii=False, sort_keys=True))
