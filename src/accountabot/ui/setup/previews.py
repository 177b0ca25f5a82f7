"""Preview all messages, with inactive buttons and the owner as the member."""

from collections.abc import Iterable, Iterator, Sequence

from discord import Member as DiscordMember
from discord.ui import Button, LayoutView

from accountabot.services.greetings.newcomers import PlannedGreeting
from accountabot.services.setup.simulation import SimulatedGoal, Simulation
from accountabot.services.setup.wizard import WizardState
from accountabot.ui.cards import Card, text
from accountabot.ui.checkins.checkin_cards import check_in_card
from accountabot.ui.digest.digest_card import digest_card
from accountabot.ui.goals.ending_cards import completed_card, dropped_card
from accountabot.ui.goals.goal_card import goal_card
from accountabot.ui.goals.pause_cards import (
    pause_card,
    resume_card,
    skip_announcement_card,
    skip_card,
)
from accountabot.ui.greetings.greeting_cards import (
    WORDINGS,
    cheer_invitation_card,
    crowd_card,
    direct_greeting_card,
    greeting_card,
)
from accountabot.ui.greetings.onboarding_card import onboarding_card
from accountabot.ui.localization import say
from accountabot.ui.people.cheer_cards import cheer_card
from accountabot.ui.people.notice_cards import notice_card, quiet_card
from accountabot.ui.people.question_cards import question_card
from accountabot.ui.people.witness_news_card import news_card

MOST_COMPONENTS, MOST_CHARACTERS = 40, 4_000
"""Discord's limits for one message."""


def previews(owner: DiscordMember, found: WizardState, played: Simulation) -> list[LayoutView]:
    """Build previews of the introduction, the greetings and a goal's messages."""
    cards = [Card(text(say("start-preview"))), onboarding_card(owner.guild.id, "")]
    if found.diagnostics.greets:
        cards += _greetings(owner, found, played)
    return _packed([*cards, *_goals(played, greets=found.diagnostics.greets)])


def _greetings(owner: DiscordMember, found: WizardState, played: Simulation) -> Iterator[Card]:
    """Yield a greeting per template, direct messages if they are on, and a group greeting."""
    for own, is_back in ((found.greetings, False), (found.returning_greetings, True)):
        turns = _turns(found, own, is_back=is_back)
        if found.greeting_channel.by_message:
            yield direct_greeting_card(owner, turns[0])
        for turn in turns:
            yield greeting_card(owner, turn, "")
    yield crowd_card(played.crowd, owner.guild, "")


def _turns(found: WizardState, own: Sequence[str], *, is_back: bool) -> list[PlannedGreeting]:
    words = own or (None,) * WORDINGS
    return [
        PlannedGreeting(found.greeting_channel.channel, said, number, is_back, is_first=False)
        for number, said in enumerate(words)
    ]


def _goals(played: Simulation, *, greets: bool) -> Iterator[Card]:
    """Yield a goal's messages from declaration to end, with invitations if greetings are on."""
    yield from _kept(played.week, greets=greets)
    milestone, completed = (news_card(*told) for told in played.news)
    yield milestone
    yield from map(question_card, played.questions)
    (skipped, skip_), (paused, resumed), (done, dropped) = (
        played.skipped,
        played.paused,
        played.ended,
    )
    yield from (
        skip_card(skipped),
        skip_announcement_card(skip_),
        pause_card(paused),
        resume_card(resumed),
    )
    yield from (completed_card(done), completed)
    yield from (notice_card([played.missed]), quiet_card(played.missed.status.goal))
    yield dropped_card(dropped)
    yield digest_card(played.digest, played.week.declared.goal.owner.server)


def _kept(kept: SimulatedGoal, *, greets: bool) -> Iterator[Card]:
    yield goal_card(kept.declared)
    if greets:
        yield cheer_invitation_card(kept.invitation, "")
    yield check_in_card(kept.checked_in)
    yield cheer_card(kept.cheered, kept.final_view.support.witnesses[0])
    yield goal_card(kept.final_view)


def _packed(cards: Iterable[Card]) -> list[LayoutView]:
    """Pack the cards into as few messages as Discord allows, with inactive buttons."""
    packed: list[LayoutView] = []
    for number, card in enumerate(cards):
        _disable(card, number)
        if not packed or not _has_room(packed[-1], card):
            packed.append(LayoutView(timeout=None))
            packed[-1].stop()
        for container in card.children:
            packed[-1].add_item(container)
    return packed


def _has_room(message: LayoutView, card: Card) -> bool:
    components = message.total_children_count + card.total_children_count
    return (
        components <= MOST_COMPONENTS
        and message.content_length() + card.content_length() <= MOST_CHARACTERS
    )


def _disable(card: Card, number: int) -> None:
    """Disable a card's buttons, giving each a unique custom_id within the message."""
    buttons = (item for item in card.walk_children() if isinstance(item, Button))
    for nth, item in enumerate(buttons):
        item.disabled = True
        if item.url is None:
            item.custom_id = f"preview:{number}:{nth}"
