"""Unfinished input keeps its type, belongs to its member, and waits only so long."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection

from accountabot.domain.checkins.attachments import ProofFile
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.edits import EditInput
from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.goal_input import GoalInput
from accountabot.domain.goals.schedules import DAILY
from accountabot.domain.identifiers import (
    Action,
    GoalId,
    InteractionId,
    Member,
    MemberId,
    PendingId,
    ServerId,
)
from accountabot.domain.refusals import Refusal
from accountabot.services.checkins import pending_check_ins
from accountabot.services.checkins.checked_in import CheckInInput
from accountabot.services.goals import declaration, drafts, edits, goal_offers
from accountabot.services.goals.drafts import Draft
from accountabot.store import pending
from accountabot.store.database import Database
from accountabot.store.pending import CHECK_IN_KINDS, GOAL_KINDS, PendingKind
from accountabot.store.privacy import data_export, erasure

HERE, THERE = ServerId(1), ServerId(2)
ALICE, BOB = Member(HERE, MemberId(2)), Member(HERE, MemberId(3))
ALICE_THERE = Member(THERE, ALICE.id)
NEW_YEAR = datetime(2026, 1, 1, 9, tzinfo=UTC)
DAY = date(2026, 1, 1)
WEEK = timedelta(days=7)


def act(member: Member = ALICE, *, after: timedelta = timedelta(), nth: int = 1) -> Action:
    return Action(member, NEW_YEAR + after, InteractionId(nth))


@pytest.fixture
async def database(migrated: Path, tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{shutil.copy(migrated, tmp_path / 'pending.db')}")
    await database.open()
    yield database
    await database.close()


async def declared(database: Database) -> GoalId:
    done = await database.write(declaration.declare, act(), Promise("Run", DAILY))
    return done.view.goal.id


async def test_a_goal_comes_back_as_it_was_typed(database: Database) -> None:
    typed = GoalInput("Read", "daily", Amount(Decimal("12.5"), "pages", at_most=True), "in bed")

    saved = await database.write(drafts.save_draft, act(), typed, "Read")
    draft = await database.read(drafts.load_draft, ALICE, saved)

    assert draft == Draft(typed, NEW_YEAR, None)


async def test_an_offer_has_a_draft_for_the_sentence_and_for_each_goal(database: Database) -> None:
    typed = GoalInput("Run daily, read daily", plan="at dawn", is_private=True)
    parts = ("Run daily", "read daily")

    saved = await database.write(goal_offers.save_offer, act(), typed, parts)
    offer = await database.read(goal_offers.load_offer, ALICE, saved.whole.draft)

    assert offer == saved
    assert [each.typed for each in offer.goals] == [
        typed,
        *(typed._replace(sentence=part) for part in parts),
    ]
    assert offer.open_goals == (*offer.parts, offer.whole)


async def test_nobody_else_and_no_other_server_opens_an_offer(database: Database) -> None:
    typed = GoalInput("Run daily, read daily")
    saved = await database.write(goal_offers.save_offer, act(), typed, ("Run daily", "read daily"))

    for member in (BOB, ALICE_THERE):
        with pytest.raises(Refusal, match="draft-gone"):
            await database.read(goal_offers.load_offer, member, saved.whole.draft)


async def test_a_draft_of_one_goal_is_no_offer(database: Database) -> None:
    saved = await database.write(drafts.save_draft, act(), GoalInput("Read"), "Read")

    with pytest.raises(Refusal, match="draft-gone"):
        await database.read(goal_offers.load_offer, ALICE, saved)


async def test_an_offer_with_an_overlong_plan_is_refused(database: Database) -> None:
    typed = GoalInput("Run daily, read daily", plan="x" * 101)

    with pytest.raises(Refusal, match="text-too-long"):
        await database.write(goal_offers.save_offer, act(), typed, ("Run daily", "read daily"))


async def test_a_new_offer_drops_expired_ones(database: Database) -> None:
    typed = GoalInput("Run daily, read daily")
    parts = ("Run daily", "read daily")
    old = await database.write(goal_offers.save_offer, act(), typed, parts)

    later = act(after=WEEK + timedelta(seconds=1))
    new = await database.write(goal_offers.save_offer, later, typed, parts)

    assert await database.read(goal_offers.load_offer, ALICE, new.whole.draft) == new
    for each in old.goals:
        with pytest.raises(Refusal, match="draft-gone"):
            await database.read(drafts.load_draft, ALICE, each.draft)


async def test_two_taps_at_the_same_moment_declare_a_draft_once(database: Database) -> None:
    typed = GoalInput("Run daily, read daily")
    offer = await database.write(goal_offers.save_offer, act(), typed, ("Run daily", "read daily"))
    part = offer.parts[0].draft

    first, again = [
        await database.write(
            goal_offers.declare, act(nth=nth, after=2 * WEEK), part, Promise("Run", DAILY)
        )
        for nth in (1, 2)
    ]

    assert first.declared.entry is not None
    assert again.declared.entry is None
    assert again.declared.view.goal.id == first.declared.view.goal.id
    assert first.offer == again.offer
    assert [each.is_declared for each in again.offer.goals] == [False, True, False]


@pytest.mark.parametrize("declared", [0, 1])
async def test_a_sentence_is_declared_in_one_reading_only(
    database: Database, declared: int
) -> None:
    typed = GoalInput("Run daily, read daily")
    offer = await database.write(goal_offers.save_offer, act(), typed, ("Run daily", "read daily"))
    first, other = (offer.goals[index].draft for index in (declared, 1 - declared))
    await database.write(drafts.declare, act(), first, Promise("Run", DAILY))

    with pytest.raises(Refusal, match="offer-declared"):
        await database.write(drafts.declare, act(nth=2), other, Promise("Read", DAILY))


async def test_an_edit_comes_back_as_it_was_typed(database: Database) -> None:
    goal = await declared(database)
    typed = EditInput("Jog every day", None, "", None, is_private=True)

    saved = await database.write(edits.save_pending, act(), goal, typed)
    edit = await database.read(edits.load_pending, ALICE, saved, NEW_YEAR)

    assert (edit.typed, edit.at, edit.status.goal.id) == (typed, NEW_YEAR, goal)


async def test_a_check_in_comes_back_as_it_was_entered(database: Database) -> None:
    file = ProofFile("https://cdn.example/run.png", "run.png", 1024)
    entered = CheckInInput("in the rain", "2,5", file=file)

    saved = await database.write(pending_check_ins.save_pending, act(), DAY, entered)
    check_in = await database.read(pending_check_ins.load_pending, act(), saved)

    assert check_in == (DAY, None, "in the rain", "2,5", None, file, frozenset(), None)
    assert check_in.to_input() == entered


async def test_an_id_opens_only_input_of_its_kind(database: Database) -> None:
    goal = await declared(database)
    saved = await database.write(edits.save_pending, act(), goal, EditInput("Jog"))

    with pytest.raises(Refusal, match="draft-gone"):
        await database.read(drafts.load_draft, ALICE, saved)
    with pytest.raises(Refusal, match="words-gone"):
        await database.read(pending_check_ins.load_pending, act(), saved)


async def test_nobody_else_and_no_other_server_opens_it(database: Database) -> None:
    saved = await database.write(drafts.save_draft, act(), GoalInput("Read"), "Read")

    for member in (BOB, ALICE_THERE):
        with pytest.raises(Refusal, match="draft-gone"):
            await database.read(drafts.load_draft, member, saved)


async def test_nobody_else_marks_or_deletes_it(database: Database) -> None:
    saved = await database.write(drafts.save_draft, act(), GoalInput("Read"), "Read")

    for member in (BOB, ALICE_THERE):
        await database.write(pending.set_done, member, saved)
        await database.write(pending.drop, member, saved)
        await database.write(pending.drop_kind, member, PendingKind.GOAL)
    found = await database.read(pending.get_own, ALICE, saved, PendingKind.GOAL)

    assert found is not None
    assert not found.is_done


async def test_a_question_is_asked_once_for_each_day_and_goal(database: Database) -> None:
    goal = await declared(database)
    message, tomorrow = CheckInInput("a run"), DAY + timedelta(days=1)
    save = pending_check_ins.save_question

    first = await database.write(save, act(), DAY, message)
    again = await database.write(save, act(), DAY, message)
    others = [
        await database.write(save, act(), DAY, message, goal),
        await database.write(save, act(), tomorrow, message),
        await database.write(save, act(ALICE_THERE), DAY, message),
        await database.write(save, act(BOB), DAY, message),
    ]

    assert first
    assert again is None
    assert all(others)


async def test_a_check_in_that_waits_is_no_question(database: Database) -> None:
    message = CheckInInput("a run")
    await database.write(pending_check_ins.save_pending, act(), DAY, message)

    assert await database.write(pending_check_ins.save_question, act(), DAY, message)


async def test_input_of_a_kind_goes_after_a_week_when_more_of_it_is_entered(
    database: Database,
) -> None:
    goal = await declared(database)

    def save_all(tx: Connection, action: Action) -> dict[PendingKind, PendingId]:
        waiting = pending_check_ins.save_pending(tx, action, DAY, CheckInInput("a run"))
        assert waiting
        return {
            PendingKind.GOAL: drafts.save_draft(tx, action, GoalInput("Read"), "Read"),
            PendingKind.EDIT: edits.save_pending(tx, action, goal, EditInput("Jog")),
            PendingKind.CHECK_IN: waiting,
            PendingKind.IMPORT: pending.add(tx, action, PendingKind.IMPORT, {}),
        }

    saved = await database.write(save_all, act())

    async def left() -> set[PendingKind]:
        return {
            kind
            for kind, key in saved.items()
            if await database.read(pending.get_own, ALICE, key, kind)
        }

    await database.write(pending.drop_expired, act(after=WEEK), [*PendingKind])
    after_a_week = await left()
    later = act(after=WEEK + timedelta(seconds=1))
    await database.write(pending.drop_expired, later, CHECK_IN_KINDS)
    after_a_check_in = await left()
    await database.write(pending.drop_expired, later, GOAL_KINDS)

    assert after_a_week == set(saved)
    assert after_a_check_in == set(saved) - {PendingKind.CHECK_IN}
    assert await left() == {PendingKind.IMPORT}


async def test_whatever_waits_is_deleted_after_a_month(database: Database) -> None:
    month = timedelta(days=30)

    def add_all(tx: Connection, action: Action) -> list[PendingId]:
        return [pending.add(tx, action, kind, {}) for kind in PendingKind]

    saved = await database.write(add_all, act())

    async def left() -> list[PendingId]:
        return [key for key in saved if await database.read(pending.get, HERE, key, [*PendingKind])]

    await database.write(erasure.prune, HERE, NEW_YEAR + month - timedelta(seconds=1))
    before = await left()
    await database.write(erasure.prune, HERE, NEW_YEAR + month)

    assert before == saved
    assert await left() == []


async def test_it_is_exported_to_its_member_alone_and_deleted_with_their_data(
    database: Database,
) -> None:
    await database.write(drafts.save_draft, act(), GoalInput("Read a secret diary"), "Read")

    def exported(tx: Connection, member: Member) -> str:
        found = data_export.export_tables(tx, member, [HERE])
        return {table: str([*rows]) for table, _, rows in found}["pending_inputs"]

    mine = await database.read(exported, ALICE)
    someone_elses = await database.read(exported, BOB)
    await database.erase(erasure.erase, ALICE)

    assert "Read a secret diary" in mine
    assert someone_elses == "[]"
    assert await database.read(exported, ALICE) == "[]"
