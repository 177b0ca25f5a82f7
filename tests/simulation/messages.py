"""Check every message that Discord got: once, in its own server, for those whom it concerns."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from discord.utils import snowflake_time

from tests.oracle.model import ALWAYS
from tests.simulation.deed import Deed
from tests.simulation.places import has_id, is_public, posted, server_of, text_of
from tests.simulation.run import Run
from tests.simulation.servers import Server
from tests.simulation.wire import Sent

LINK = re.compile(r"📣 .*channels/\d+/\d+/(\d+)")
TWICE_WITHIN = timedelta(hours=1)
"""Two equal messages that answer no interaction are one too many, if they come so soon."""


def wrong_messages(run: Run) -> Iterator[str]:
    """Yield whatever is wrong with the messages."""
    yield from _sent_twice(run)
    yield from _missing(run)
    yield from _in_another_server(run)
    yield from _private_in_public(run)
    yield from _left_over(run)
    yield from _wrong_pings(run)
    yield from _greeted_twice(run)


def _sent_twice(run: Run) -> Iterator[str]:
    """Yield messages that were posted twice, and deeds that were announced twice."""
    noted = {each.word: each for each in run.deeds if each.kind in {"check-in", "pause", "drop"}}
    told: Counter[str] = Counter()
    latest: dict[tuple[str, str], datetime] = {}
    for sent in _posts(run):
        text = text_of(sent.body)
        told.update(word for word in noted if word in text)
        key = sent.path, text
        if sent.path.startswith("/channels/"):
            if key in latest and sent.at - latest[key] < TWICE_WITHIN:
                yield f"posted at {latest[key]} and {sent.at}: {text}"
            latest[key] = sent.at
    yield from (f"posted {times} times: {noted[word]}" for word, times in told.items() if times > 1)


def _missing(run: Run) -> Iterator[str]:
    """Yield deeds that were told to be posted for everyone, with a link to no message."""
    made = {str(sent.answer["id"]) for sent in run.wire.sent if has_id(sent.answer)}
    for deed in run.deeds:
        if (link := LINK.search(deed.text)) and link[1] not in made:
            yield f"{deed}: {link[0]} was never posted"


def _posts(run: Run) -> Iterator[Sent]:
    """Yield what made a new message that everyone sees."""
    known: set[str] = set()
    for sent in run.wire.sent:
        made = sent.answer["id"] if has_id(sent.answer) else None
        if sent.method == "POST" and is_public(run, sent) and (not made or made not in known):
            known.add(str(made))
            yield sent


def _in_another_server(run: Run) -> Iterator[str]:
    """Yield requests with words or ids of another server."""
    for sent in run.wire.sent:
        here, text = server_of(run, sent), text_of(sent.body)
        for other in run.servers if here else ():
            if other is not here:
                found = [secret for secret in _secrets(run, other) if secret in text]
                yield from (f"{secret} of {other.word}: {sent.path} {text}" for secret in found)


def _secrets(run: Run, server: Server) -> Iterator[str]:
    """Yield what must not be seen on other servers."""
    others = {who.id for other in run.servers if other is not server for who in other.known}
    yield server.word
    yield from (str(who.id) for who in server.known if who.id not in others)
    yield from map(str, (server.guild.id, *(each.id for each in server.channels)))


def _private_in_public(run: Run) -> Iterator[str]:
    """Yield public requests with words of a private goal."""
    since = {
        each.title: each.hidden_at or ALWAYS
        for server in run.servers
        for each in server.promises
        if each.is_private
    }
    for deed in run.deeds:
        if deed.word and deed.promise and deed.promise.title in since:
            since[deed.word] = since[deed.promise.title]
    for sent in run.wire.sent:
        text = text_of(sent.body) if is_public(run, sent) else ""
        for word, at in since.items():
            if sent.at > at and word in text:
                yield f"private {word}: {sent.path} {text}"


def _left_over(run: Run) -> Iterator[str]:
    """Yield messages with words of members who deleted their data."""
    for server in run.servers:
        words = {
            word
            for deed in run.deeds
            if deed.server is server and _is_forgotten(run, deed)
            for word in _words(deed)
        }
        for message in posted(run, server):
            text = text_of([message.content, message.components])
            found = [word for word in words if word in text]
            if found and not message.is_ephemeral and not _is_unknown(run, message.id):
                yield f"{found} of a member who deleted their data: {text}"


def _is_unknown(run: Run, message: int) -> bool:
    """Return whether the process died while it posted a message: then it is not edited (0014)."""
    posted = snowflake_time(message)
    return any(posted <= died < posted + timedelta(seconds=1) for died in run.deaths)


def _is_forgotten(run: Run, deed: Deed) -> bool:
    forgotten_at = run.forgotten.get((deed.server.word, deed.who.id))
    return bool(forgotten_at and deed.at and deed.at <= forgotten_at)


def _words(deed: Deed) -> Iterator[str]:
    """Yield the words that a member made up."""
    if deed.word.startswith(deed.server.word):
        yield deed.word
    if deed.promise and deed.promise.owner == deed.who.id:
        yield deed.promise.title


def _wrong_pings(run: Run) -> Iterator[str]:
    """Yield messages that ping everyone, a role, or somebody who never was on the server."""
    for server in run.servers:
        known = {server.guild.owner.id, *(who.id for who in server.known)}
        for message in posted(run, server):
            pinged = {*message.ping_user_ids}
            if message.mention_everyone or message.ping_role_ids or not pinged <= known:
                yield f"pinged {pinged or 'many'}: {message}"


def _greeted_twice(run: Run) -> Iterator[str]:
    """Yield who was greeted more often than they joined."""
    for server in run.servers:
        greeted = Counter(
            member
            for message in posted(run, server)
            if '"hello:' in text_of(message.components)
            for member in message.ping_user_ids
        )
        for member, times in greeted.items():
            if times > 1 + run.returns[server.word, member]:
                yield f"{member} was greeted {times} times in {server.word}"
