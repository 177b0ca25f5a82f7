"""Build check-in cards, for everyone or for the owner alone."""

from collections.abc import Sequence
from typing import Any

from discord import Colour
from discord.ui import Item, Section, TextDisplay

from accountabot.domain.identifiers import MemberId, RecordId
from accountabot.services.checkins.checked_in import CheckedIn
from accountabot.ui.cards import KEPT, MILESTONE, Card, row, text
from accountabot.ui.checkins import checkin_text, standing_text
from accountabot.ui.components import button, custom_id
from accountabot.ui.delivery.announcements import AnnouncedCard
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.people.cheer_cards import check_in_cheer_button, cheers_line

_MOST_TOGETHER = 9
"""Check-ins in a message: each is up to four components, and Discord allows 40 with all else."""
_MOST_CHARACTERS = 3900
"""Characters of a message about several check-ins; Discord allows 4,000."""
_CHEERS_ROOM = 120
"""Characters kept free for those who cheer a check-in."""

_Worded = tuple[CheckedIn, list[str | None]]
"""A check-in with its lines, of which the last is its note."""


def check_in_card(result: CheckedIn, *proofs: Item[Any], cheerers: Sequence[MemberId] = ()) -> Card:
    """Build a check-in's public card, with its proof and the members who cheered it.

    An ordinary one is two lines without a box, so that a day of check-ins stays easy to read.
    """
    said = text(*_lines(result))
    return Card(*_with_cheers(result, said, cheerers), *proofs, colour=_colour(result))


def message_check_in_card(result: CheckedIn) -> Card:
    """Build the owner's card for a check-in by message, with an *Undo* button."""
    undo = button(
        say("button-undo"), custom_id("undo", result.status.goal.owner.server, result.entry or 0)
    )
    return Card(
        text(*_lines(result)), text(say("checked-in-undo")), row(undo), colour=_colour(result)
    )


def several_check_ins_cards(results: Sequence[CheckedIn]) -> list[AnnouncedCard]:
    """Build as few cards as possible for check-ins on several goals at once.

    Each check-in has two lines and a button of its own; the note, which is the same for all, comes
    last.
    """
    worded = [(result, _lines(result)) for result in results]
    note = worded[0][1][-1]
    groups = _groups(worded, _MOST_CHARACTERS - _length(note or ""))
    return [_joint_card(group, note if group is groups[-1] else None) for group in groups]


def _joint_card(worded: Sequence[_Worded], note: str | None) -> AnnouncedCard:
    items = [item for each, lines in worded for item in _with_cheers(each, text(*lines[:-1]))]
    is_milestone = any(result.milestone for result, _ in worded)
    is_completed = any(checkin_text.is_completed(result) for result, _ in worded)
    colour = MILESTONE if is_milestone else KEPT if is_completed else None
    card = Card(*items, *([text(note)] if note else []), colour=colour)
    return AnnouncedCard(card, [RecordId(each.entry) for each, _ in worded if each.entry])


def _groups(worded: Sequence[_Worded], room: int) -> list[list[_Worded]]:
    """Divide check-ins among messages: Discord limits their components and characters."""
    groups: list[list[_Worded]] = [[]]
    used = 0
    for result, lines in worded:
        needed = _CHEERS_ROOM + sum(_length(line) + 1 for line in lines[:-1] if line)
        if groups[-1] and (used + needed > room or len(groups[-1]) == _MOST_TOGETHER):
            groups.append([])
            used = 0
        groups[-1].append((result, lines))
        used += needed
    return groups


def _length(said: str) -> int:
    """Count the characters of a text as Discord may: an emoji can count as two."""
    return len(said.encode("utf-16-le")) // 2


def milestone_card(result: CheckedIn) -> Card:
    """Build the card for a milestone reached by a check-in message."""
    lines = [checkin_text.done_line(result), checkin_text.milestone_line(result)]
    return Card(*_with_cheers(result, text(*lines)), colour=MILESTONE)


def existing_check_in_card(result: CheckedIn) -> Card:
    """Build the card for an already recorded check-in, with an offer to add a note."""
    goal = result.status.goal
    said = say(
        f"already-{result.when}", title=escape(goal.title), streak=result.status.tally.streak
    )
    add = button(
        say("button-add-note"),
        custom_id("note", goal.owner.server, goal.id, result.check_in.day.isoformat()),
    )
    return Card(text(said, say("check-in-resumed") if result.is_resumed else None), row(add))


def _lines(result: CheckedIn) -> list[str | None]:
    note = result.check_in.note
    standing = standing_text.standing_line(result)
    return [
        checkin_text.done_line(result),
        checkin_text.milestone_line(result),
        say("check-in-standing", standing=standing) if standing else None,
        *(say("check-in-standing", standing=news) for news in checkin_text.news_lines(result)),
        say("check-in-note", note=escape(note)) if note else None,
    ]


def _with_cheers(
    result: CheckedIn, said: TextDisplay[Any], cheerers: Sequence[MemberId] = ()
) -> list[Item[Any]]:
    """Put a *Cheer* button beside a public check-in; above a ceiling, there is nothing to cheer."""
    goal = result.status.goal
    if result.entry is None or goal.is_private or result.is_over:
        return [said]
    cheer = check_in_cheer_button(goal.owner.server, result.entry)
    return [Section(said, *cheers_line(cheerers), accessory=cheer)]


def _colour(result: CheckedIn) -> Colour | None:
    if result.milestone:
        return MILESTONE
    return KEPT if checkin_text.is_completed(result) else None
