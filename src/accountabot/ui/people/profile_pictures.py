"""Draw the pictures of profiles: a year of check-ins, overall and of one goal."""

from collections.abc import Iterator

from discord import Member as DiscordMember

from accountabot.domain.checkins.checkin_calendar import CheckInCalendar
from accountabot.domain.identifiers import MemberId
from accountabot.domain.streaks.kept_ratio import KeptRatio
from accountabot.pictures.picture import Picture, Stat
from accountabot.pictures.profile import ProfilePicture, draw_profile
from accountabot.services.people.profiles import GoalProfile, Profile
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui.cards import Card
from accountabot.ui.client import Interaction
from accountabot.ui.goals.promise_text import schedule_unit
from accountabot.ui.localization import say
from accountabot.ui.pictures.adding import add_picture, time_left
from accountabot.ui.pictures.heatmaps import heatmap


def year_text(year: CheckInCalendar) -> str:
    """Say how often and on how many days someone checked in within a year."""
    return say("profile-year", **_counts(year))


async def add_profile_picture(
    interaction: Interaction, card: Card, profile: Profile, user: DiscordMember
) -> None:
    """Add a year of check-ins to a member's profile, if there are any."""
    stats = [*_kept(profile.kept_ratio), *_checked_in(profile.year)]
    stats += _streak(profile.active[0]) if profile.active else ()
    given = profile.cheers.given
    if given:
        stats.append(Stat(f"{given}", say("profile-picture-cheers", count=given)))
    subtitle = say("profile-picture-server", server=user.guild.name)
    await _add(interaction, card, user, subtitle, stats, profile.year)


async def add_goal_picture(
    interaction: Interaction, card: Card, shown: GoalProfile, user: DiscordMember
) -> None:
    """Add a year of check-ins to a goal on a profile, if there are any."""
    status = shown.view.status
    stats = [*_checked_in(shown.year), *_streak(status)]
    stats += _kept(shown.view.kept_ratio) if shown.view.kept_ratio else ()
    title = status.goal.title
    await _add(interaction, card, user, title, stats, shown.year)


async def _add(
    interaction: Interaction,
    card: Card,
    user: DiscordMember,
    subtitle: str,
    stats: list[Stat],
    year: CheckInCalendar | None,
) -> None:
    if year is None or not year.total:
        return

    async def draw() -> Picture:
        person = await interaction.client.portraits.person(user)
        calendar = heatmap(year, say("profile-picture-year", **_counts(year)))
        return draw_profile(ProfilePicture(person, subtitle, tuple(stats), calendar))

    await add_picture(
        interaction.client, card, draw, [MemberId(user.id)], patience=time_left(interaction)
    )


def _counts(year: CheckInCalendar) -> dict[str, int]:
    is_once_a_day = int(year.total == year.days)
    return {"count": year.total, "days": year.days, "once_a_day": is_once_a_day}


def _kept(ratio: KeptRatio) -> Iterator[Stat]:
    if ratio.of:
        value = say("profile-picture-of", kept=ratio.kept, of=ratio.of)
        yield Stat(value, say("profile-picture-kept", of=ratio.of))


def _checked_in(year: CheckInCalendar | None) -> Iterator[Stat]:
    if year and year.total:
        yield Stat(f"{year.total}", say("profile-picture-check-ins", count=year.total))


def _streak(status: GoalStatus) -> Iterator[Stat]:
    tally = status.tally
    if tally.streak and not status.goal.is_once:
        label = say(
            "profile-picture-streak",
            streak=tally.streak,
            unit=schedule_unit(status.goal),
            without_freeze=int(tally.is_without_freeze),
        )
        yield Stat(f"{tally.streak}", label)
