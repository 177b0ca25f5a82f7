"""Declare a goal from a member's input, asking only for missing details."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.goal_input import GoalInput
from accountabot.domain.goals.schedules import Once
from accountabot.domain.identifiers import PendingId
from accountabot.phrases.goals.open_questions import OpenQuestion, open_questions
from accountabot.phrases.goals.parsed_goal import ParsedGoal
from accountabot.services.goals import declaration, drafts, goal_offers, goal_views
from accountabot.services.goals.drafts import Draft
from accountabot.services.goals.goal_offers import GoalOffer
from accountabot.services.goals.goal_views import MemberCalendar
from accountabot.ui import responses
from accountabot.ui.client import Interaction
from accountabot.ui.delivery import panels
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.delivery.announcements import announce_goal
from accountabot.ui.escaping import escape
from accountabot.ui.goals.date_questions import ask_for_end, ask_which_date, ask_which_end
from accountabot.ui.goals.draft_answers import DraftAnswers
from accountabot.ui.goals.goal_prompts import (
    QUESTIONS,
    answered_card,
    ask_for_schedule,
    deadline_modal,
    save_draft,
)
from accountabot.ui.goals.offer_cards import offer_card
from accountabot.ui.localization import say
from accountabot.ui.modals import open_modal
from accountabot.ui.responses import act, database, member, prepare
from accountabot.ui.retries.retries import typed_into


async def declare(interaction: Interaction, words: GoalInput) -> None:
    """Declare a goal, or save the input and ask for what is missing."""
    here, understood = await parse(interaction, words, interaction.created_at)
    if understood.parts:
        offer = await prepare(interaction, goal_offers.save_offer, words, understood.parts)
        await responses.show(interaction, offer_card(responses.server_id(interaction), offer))
        return
    if is_clear(understood) and not _lacks_deadline(words, understood):
        declared = await act(interaction, declaration.declare, build_promise(words, understood))
        await announce_goal(interaction, declared)
        return
    draft = await save_draft(interaction, words, understood.title)
    if _lacks_deadline(words, understood):
        await open_modal(interaction, deadline_modal(draft))
    else:
        await ask_for_details(interaction, draft, understood, here, DraftAnswers())


async def ask_for_details(
    interaction: Interaction,
    draft: PendingId,
    understood: ParsedGoal,
    here: MemberCalendar,
    answers: DraftAnswers,
) -> None:
    """Ask the first question that the input leaves open."""
    match open_questions(understood)[0]:
        case OpenQuestion.FREQUENCY:
            problem = _problem(understood)
            typed = typed_into(interaction) if problem else None
            await ask_for_schedule(interaction, draft, understood.title, problem, typed)
        case OpenQuestion.END:
            await ask_for_end(interaction, draft, understood, answers)
        case _:
            await ask_which_date(interaction, draft, understood, here.calendar, answers)


def _problem(understood: ParsedGoal) -> str | None:
    """Return what was not understood about the frequency or the dates, or None."""
    if understood.unread_frequency:
        unread = " · ".join(understood.unread_frequency)[:100]
        return say("choose-unreadable", read=escape(unread))
    return say("choose-unclear", read=escape(understood.unread)) if understood.unread else None


async def declare_pending(
    interaction: Interaction, draft: PendingId, answers: DraftAnswers
) -> None:
    """Declare a draft's goal with the member's answers, or ask for what is still missing."""
    found = await database(interaction).read(drafts.load_draft, member(interaction), draft)
    here, understood = await parse_draft(interaction, found)
    understood = answers.apply(understood, here.calendar)
    if not is_clear(understood):
        await ask_for_details(interaction, draft, understood, here, answers)
        return
    wanted = build_promise(found.typed, understood)
    done = await act(interaction, goal_offers.declare, draft, wanted)
    if done.offer:
        # The card is a follow-up: only the first response can update the message that was pressed.
        await show_offer(interaction, done.offer)
    elif panels.is_pressed(interaction, *QUESTIONS):
        await update_message(interaction, answered_card(done.declared.view))
    await announce_goal(interaction, done.declared)


async def show_offer(interaction: Interaction, offer: GoalOffer) -> None:
    """Turn the message that was pressed into the question, with what is declared by now."""
    await update_message(interaction, offer_card(responses.server_id(interaction), offer))


async def declare_until(
    interaction: Interaction,
    draft: PendingId,
    answers: DraftAnswers,
    ends: Sequence[LocalDay | datetime],
    calendar: Calendar,
) -> None:
    """Declare a draft's goal with the end that was typed into a form, or ask which one was meant.

    Without an end, the goal is endless. The calendar is the one in which the end was read.
    """
    if len(ends) <= 1:
        await declare_pending(interaction, draft, answers.with_end(ends))
        return
    found = await database(interaction).read(drafts.load_draft, member(interaction), draft)
    _, understood = await parse_draft(interaction, found)
    await ask_which_end(interaction, draft, understood.title, calendar, answers=answers, ends=ends)


async def parse_draft(interaction: Interaction, draft: Draft) -> tuple[MemberCalendar, ParsedGoal]:
    """Parse a draft's input as it was meant when it was entered."""
    return await parse(interaction, draft.typed, draft.at, is_one_goal=True)


async def parse(
    interaction: Interaction, words: GoalInput, at: datetime, *, is_one_goal: bool = False
) -> tuple[MemberCalendar, ParsedGoal]:
    """Parse the input in the member's calendar, in a thread because it can be slow.

    A separate schedule overrides the one in the sentence. A separate schedule or amount is for one
    goal, so the sentence is read as one.
    """
    here = await database(interaction).read(goal_views.member_calendar, member(interaction), at)
    from accountabot.phrases.goals.input_parser import InputParser  # noqa: PLC0415 - not needed before someone declares a goal

    parser = InputParser(
        words.sentence,
        here.calendar,
        at,
        locale=str(interaction.locale),
        week_start=here.week_start,
    )
    is_one_goal = is_one_goal or bool(words.amount)
    understood = await asyncio.to_thread(parser.parse, words.schedule, is_one_goal=is_one_goal)
    return here, understood


async def parse_amount(
    interaction: Interaction, amount: str | None, unit: str | None
) -> Amount | None:
    """Parse a separate amount, in a thread because it can be slow."""
    if not amount:
        return None
    from accountabot.phrases.amounts import typed_amounts  # noqa: PLC0415 - not needed before someone types an amount

    locale = str(interaction.locale)
    return await asyncio.to_thread(typed_amounts.parse_promised, amount, unit, locale=locale)


def is_clear(understood: ParsedGoal) -> bool:
    """Return whether the input is complete and unambiguous."""
    return not open_questions(understood)


def _lacks_deadline(words: GoalInput, understood: ParsedGoal) -> bool:
    """Return whether `once` was picked without a deadline."""
    return (
        bool(words.schedule)
        and is_clear(understood)
        and isinstance(understood.schedule, Once)
        and not understood.until
    )


def build_promise(words: GoalInput, understood: ParsedGoal) -> Promise:
    """Build the promise; a separate amount overrides the one in the sentence."""
    return Promise(
        title=understood.title,
        schedule=understood.schedule or Once(),
        start=understood.start,
        until=understood.until,
        through=understood.through,
        amount=words.amount or understood.amount,
        plan=words.plan,
        is_private=words.is_private,
        usual_time=understood.usual_time,
    )
