"""Build introductions, disclosures and profiles."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from discord import SelectOption
from discord.ui import Button, Item, Modal, Section, Select

from accountabot.domain.identifiers import Member
from accountabot.domain.people.profiles import INTRODUCTION_LIMIT, Disclosure, Introduction
from accountabot.services.people.profiles import IntroduceResult, Profile
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui import dates, pagination
from accountabot.ui.cards import PEOPLE, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.modals import modal_of, text_field
from accountabot.ui.people.goal_profile_card import GOAL, MORE
from accountabot.ui.people.profile_pictures import year_text

GOALS = 5
"""Goals on a profile with their numbers; more could exceed the length of a message."""
MOST_OPTIONS = 25
"""Discord's limit for a menu; a member can have no more active goals."""
EARLIER = 5
"""Disclosures on a page, for the same reason."""


def introduction_form(now: Introduction) -> Modal:
    """Build the introduction modal with the current answers."""
    return modal_of(
        "introduce",
        0,
        say("introduce-form"),
        *(
            text_field(
                name, say(f"introduce-{name}"), value, INTRODUCTION_LIMIT, hint=say(f"hint-{name}")
            )
            for name, value in (("who", now.who), ("does", now.does), ("learns", now.learns))
        ),
    )


def introduction_card(introduced: IntroduceResult, member: Member) -> Card:
    """Build the public card with the new parts of an introduction."""
    title = say("introduced" if introduced.is_first else "introduced-anew", member=str(member.id))
    line = disclosure_line(introduced.disclosure)
    return Card(
        text(title, *_introduction_lines(introduced.changes)),
        *([text(line)] if line else []),
        row(introduce_button(member)),
        colour=PEOPLE,
    )


def disclosure_line(disclosure: Disclosure | None) -> str | None:
    """Format a disclosure, or return None if there is none."""
    if disclosure is None:
        return None
    return say("discloses", day=dates.full_date(disclosure.day), text=escape(disclosure.text))


def profile_card(profile: Profile, joined: datetime | None, *, is_own: bool) -> Card:
    """Build a member's profile; their own view adds suggestions."""
    member = profile.member
    numbers = [*_numbers(profile)]
    return Card(
        text(
            say("profile-title", member=str(member.id)),
            say("profile-since", at=f"{int(joined.timestamp())}") if joined else None,
            *(_introduction_lines(profile.introduction) if profile.introduction else ()),
        ),
        *_disclosed(profile),
        *([text(*numbers)] if numbers else []),
        *_goals(profile),
        *(_hints(profile) if is_own else ()),
        colour=PEOPLE,
    )


def earlier_card(member: Member, known: list[Disclosure], page: int = 0) -> Card:
    """Build a page of a member's disclosures, newest first."""
    shown, page, count = pagination.slice_page(known, page, EARLIER)
    lines = [_dated(disclosure) for disclosure in shown]
    return Card(
        text(say("disclosures-title", member=str(member.id))),
        text(*(lines or [say("disclosures-none")])),
        *pagination.page_buttons(
            verb="disclosures", server=member.server, subject=member.id, page=page, pages=count
        ),
        colour=PEOPLE,
    )


def introduce_button(member: Member) -> Button[Any]:
    """Build the *Introduce myself* button, which anyone can use."""
    return button(say("button-introduce"), custom_id("introduce", member.server), emoji="🙋")


def _introduction_lines(introduction: Introduction) -> Iterator[str]:
    return (say(f"told-{name}", text=escape(said)) for name, said in introduction.parts().items())


def _disclosed(profile: Profile) -> list[Item[Any]]:
    """Build a member's latest disclosure, with a button for earlier ones."""
    if not profile.disclosures:
        return []
    now = profile.disclosures[0]
    said = disclosure_line(now) if now.text else _dated(now)
    earlier = button(
        say("button-earlier"), custom_id("earlier", profile.member.server, profile.member.id)
    )
    return [text(said), *([row(earlier)] if len(profile.disclosures) > 1 else [])]


def _dated(disclosure: Disclosure) -> str:
    day = dates.full_date(disclosure.day)
    if not disclosure.text:
        return say("disclosed-nothing", day=day)
    return say("disclosed-then", day=day, text=escape(disclosure.text))


def _goals(profile: Profile) -> Iterator[Item[Any]]:
    """Yield the active goals, each with a button, and a menu of those that don't fit."""
    if not profile.active:
        yield text(say("profile-no-goals"))
    for line in profile.active[:GOALS]:
        goal = line.goal
        id_ = custom_id(GOAL, goal.owner.server, goal.id)
        yield Section(text(_line(line)), accessory=button(say("button-profile-goal"), id_))
    if more := profile.active[GOALS:]:
        menu: Select[Any] = Select(
            custom_id=custom_id(MORE, profile.member.server),
            placeholder=say("profile-more-goals", count=len(more)),
            options=[
                SelectOption(label=each.goal.title, value=f"{each.goal.id}")
                for each in more[:MOST_OPTIONS]
            ],
        )
        yield row(menu)


def _line(line: GoalStatus) -> str:
    tally = line.tally
    longest = max(tally.longest, tally.streak)
    numbers = (
        say("streak-current", streak=tally.streak) if tally.streak else None,
        say("streak-longest", longest=longest) if longest else None,
        say("streak-without-freeze") if tally.is_without_freeze else None,
    )
    about = " · ".join(said for said in numbers if said)
    title = say("profile-goal", title=escape(line.goal.title))
    return f"{title}\n-# {about}" if about else title


def _numbers(profile: Profile) -> Iterator[str]:
    ratio, applause = profile.kept_ratio, profile.cheers
    if ratio.of:
        yield say("profile-word", kept=ratio.kept, of=ratio.of)
    if profile.year and profile.year.total:
        yield year_text(profile.year)
    counts = (
        say("cheers-given", given=applause.given) if applause.given else None,
        say("cheers-received", received=applause.received) if applause.received else None,
    )
    if said := " · ".join(count for count in counts if count):
        yield say("profile-cheers", counts=said)


def _hints(profile: Profile) -> list[Item[Any]]:
    """Suggest additions to the member's own profile, with buttons."""
    server = profile.member.server
    has_intro = profile.introduction is not None
    hints = [
        None if has_intro else say("hint-introduce"),
        None if profile.active else say("hint-goal"),
        None if profile.disclosures else say("hint-disclose"),
        say("profile-seen"),
    ]
    first = button(say("button-first-goal"), custom_id("first-goal", server), emoji="🌱")
    buttons = [
        *([] if has_intro else [introduce_button(profile.member)]),
        *([] if profile.active else [first]),
    ]
    return [text(*hints), *([row(*buttons)] if buttons else [])]
