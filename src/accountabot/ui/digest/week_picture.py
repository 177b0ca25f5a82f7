"""Draw the picture of a server's week."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from discord import Guild
from discord import Member as DiscordMember

from accountabot.domain.identifiers import MemberId, ServerId
from accountabot.pictures.picture import Picture, Stat
from accountabot.pictures.server_week import ServerWeekPicture, WeekdayCount, draw_server_week
from accountabot.services.digest.contents import Cheerer, Digest, DigestGoal
from accountabot.ui import dates
from accountabot.ui.cards import Card
from accountabot.ui.client import Client
from accountabot.ui.digest.digest_card import members_shown, week_dates
from accountabot.ui.lists import listed
from accountabot.ui.localization import say
from accountabot.ui.pictures.adding import PATIENCE, add_picture

_MOST_NAMES = 5
_MOST_REACHED = 2


async def add_week_picture(client: Client, guild: Guild, card: Card, digest: Digest) -> None:
    """Add a picture to a digest in which somebody checked in.

    It names only members whose names Discord told since the bot started.
    """
    if not digest.numbers.check_ins:
        return
    users = client.member_lookups.seen(ServerId(guild.id), members_shown(digest))

    async def draw() -> Picture:
        return week_picture(digest, users, guild.name)

    await add_picture(client, card, draw, users, patience=PATIENCE)


def week_picture(digest: Digest, users: Mapping[MemberId, DiscordMember], server: str) -> Picture:
    """Draw a server's week: check-ins per day, how many took part, and who did what."""
    first, last = week_dates(digest.week)
    return draw_server_week(
        ServerWeekPicture(
            title=say("picture-week", server=server),
            subtitle=say("picture-since", first=first, last=last),
            days=tuple(_days(digest)),
            days_label=say("picture-check-ins"),
            stats=tuple(_stats(digest)),
            highlights=tuple(_highlights(digest, users)),
        )
    )


def _days(digest: Digest) -> Iterator[WeekdayCount]:
    for after, count in enumerate(digest.by_day):
        yield WeekdayCount(dates.weekday(digest.week.first + timedelta(after)), count)


def _stats(digest: Digest) -> Iterator[Stat]:
    numbers = digest.numbers
    counts = {
        "check-ins": numbers.check_ins,
        "members": numbers.members,
        "started": numbers.started,
        "cheers": numbers.cheers,
    }
    for what, count in counts.items():
        if count:
            yield Stat(f"{count}", say("picture-week-stat", what=what, count=count))


def _highlights(digest: Digest, users: Mapping[MemberId, DiscordMember]) -> Iterator[str]:
    kept = [users[member].display_name for member in digest.kept if member in users][:_MOST_NAMES]
    if kept:
        more = len(digest.kept) - len(kept)
        names = ", ".join(kept) if more else listed(kept)
        yield say("picture-week-kept", names=names, more=more)
    yield from _goals("reached", digest.reached[:_MOST_REACHED], users)
    yield from _goals("comeback", digest.comebacks[:1], users)
    yield from _cheers(digest.cheerers, users)


def _cheers(cheerers: Sequence[Cheerer], users: Mapping[MemberId, DiscordMember]) -> Iterator[str]:
    """Name everyone who cheered most: nobody is picked from a tie."""
    most = max((each.cheers for each in cheerers), default=0)
    members = [each.member for each in cheerers if each.cheers == most]
    if names := [users[member].display_name for member in members if member in users]:
        yield say("picture-week-cheered", names=listed(names), count=most, people=len(names))


def _goals(
    what: str, found: Sequence[DigestGoal], users: Mapping[MemberId, DiscordMember]
) -> Iterator[str]:
    for each in found:
        if user := users.get(each.member):
            yield say(f"picture-week-{what}", name=user.display_name, title=each.title)
