"""Corner cases of freezes, on which engine and oracle have to agree."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from accountabot.domain.judging_rules import FreezeRule, JudgingRules
from accountabot.domain.server.server_settings import format_freeze_rule
from accountabot.domain.server.settings import parse_freeze_rule
from accountabot.domain.streaks.tallies import Tally
from tests import oracle
from tests.domain.engine_loader import load
from tests.domain.test_corners import at, states
from tests.oracle import Change, CheckIn, Edit, Life, Skip

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def daily(*setting: int, **record: object) -> Life:
    """Return a goal declared at the first instant of June, with a freeze setting."""
    freezes = (Change(LONG_AGO, setting),) if setting else ()
    return replace(Life("daily", at(1), freezes=freezes), **record)


def done(life: Life, *days: int) -> Life:
    return replace(life, check_ins=(*life.check_ins, *(CheckIn(at(day, 9)) for day in days)))


def tally(life: Life, now: datetime) -> Tally:
    """Return the engine's totals, on which the oracle has to agree."""
    found = load(life, now).standing_at(now).tally
    reading = oracle.read(life, now)
    assert (found.streak, found.freezes) == (reading.streak, reading.freezes)
    assert (found.streak > 0 and not found.uses_freeze) == reading.without_a_freeze
    return found


def test_a_goal_starts_with_its_freezes_even_before_its_first_day() -> None:
    assert tally(daily(), at(1)).freezes == 1
    assert tally(daily(2, 7, 2, start=at(9).date()), at(1)).freezes == 2
    assert tally(daily(2, 7, 1), at(1)).freezes == 1


def test_a_freeze_is_spent_only_while_there_is_a_streak() -> None:
    life = done(daily(), 4)

    assert states(life, at(3)) == ["missed", "pending", "open"]
    assert states(life, at(7)) == [*["missed"] * 3, "kept", "frozen", "pending", "open"]
    assert [tally(life, at(day)).freezes for day in (4, 5, 7)] == [1, 1, 0]


def test_a_skip_without_a_streak_spends_nothing() -> None:
    life = daily(skips=(Skip(at(1, 9)),))

    assert states(life, at(1, 9)) == ["missed"]
    assert tally(life, at(1, 9)).freezes == 1


def test_a_freeze_stays_in_hand_through_hard_mode_and_a_server_without_freezes() -> None:
    earned = done(daily(0, 1, 1), 1)
    hard = replace(
        earned, hard_mode=(Change(at(1, 12), value=True), Change(at(5, 12), value=False))
    )
    for off in ((0, 0), (1, 0, 2), (1, 7, 0)):
        unfrozen = replace(
            earned, freezes=(*earned.freezes, Change(at(1, 12), off), Change(at(5, 12), (0, 9, 1)))
        )
        for life in (hard, unfrozen):
            quiet = states(life, at(8))
            again = done(life, 6)

            assert quiet == ["kept", *["missed"] * 5, "pending", "open"]
            assert tally(life, at(8)).freezes == 1
            assert states(again, at(9))[5:] == ["kept", "frozen", "pending", "open"]
            assert tally(again, at(9)).freezes == 0


def test_the_setting_and_hard_mode_at_the_declaration_decide() -> None:
    later = (Change(LONG_AGO, (2, 7, 2)), Change(at(1, 1), (0, 7, 2)))
    hard = (Change(LONG_AGO, value=True), Change(at(1, 1), value=False))

    assert tally(daily(freezes=later), at(9)).freezes == 2
    assert tally(daily(hard_mode=hard), at(9)).freezes == 0
    assert tally(daily(hard_mode=(Change(at(1, 1), value=True),)), at(9)).freezes == 1


def test_an_edit_gives_no_second_starting_freeze() -> None:
    life = oracle.without_the_refused(
        daily(edits=(Edit(at(2, 9), "every 2 days"), Edit(at(3, 9), "3 per week")))
    )

    assert tally(life, at(4)).freezes == 1


def test_a_once_gets_its_starting_freezes_from_the_first_edit_to_recurring() -> None:
    once = daily(2, 7, 2, schedule="once", until=at(5))
    edits = (Edit(at(2, 9), "daily", undone_at=at(2, 10)), Edit(at(3, 9), "every 2 days"))
    life = oracle.without_the_refused(replace(once, edits=edits))
    again = replace(life, edits=(*life.edits, Edit(at(6, 9), "once")))

    found = [tally(life, moment).freezes for moment in (at(1), at(2, 9), at(2, 10), at(3, 9))]

    assert found == [0, 2, 0, 2]
    assert tally(oracle.without_the_refused(again), at(7)).freezes == 2


def test_a_streak_uses_a_freeze_until_it_ends() -> None:
    life = done(daily(2, 2, 2), 1, 3, 6)

    frozen = tally(life, at(3, 9))
    waiting = tally(life, at(3, 8))
    kept = tally(life, at(4))
    broken = tally(done(daily(), 1, 4), at(5))

    assert (waiting.streak, waiting.uses_freeze) == (1, False)  # the 2nd is pending
    assert (frozen.streak, frozen.uses_freeze) == (2, False)
    assert (kept.streak, kept.uses_freeze, kept.freezes) == (2, True, 2)
    assert (broken.streak, broken.uses_freeze) == (1, False)
    assert broken.frozen == at(2).date()


def test_a_late_check_in_and_an_undo_judge_again_whether_a_freeze_was_used() -> None:
    week = done(daily(), *range(1, 8))
    late = replace(week, check_ins=(*week.check_ins, CheckIn(at(9, 9), yesterday=True)))
    undone = replace(
        late, check_ins=(*week.check_ins, replace(late.check_ins[-1], undone_at=at(10, 9)))
    )

    assert tally(late, at(10)).is_without_freeze
    assert tally(undone, at(10, 8)).is_without_freeze
    assert not tally(undone, at(10, 9)).is_without_freeze
    assert tally(undone, at(10, 9)).streak == 7


def test_a_streak_is_marked_from_seven_on() -> None:
    assert not Tally(streak=6).is_without_freeze
    assert Tally(streak=7).is_without_freeze
    assert not Tally(streak=7, uses_freeze=True).is_without_freeze


def test_goals_from_before_starting_freezes_have_none_and_closed_periods_stay() -> None:
    """Earlier, a freeze was spent even without a streak; what closed then must not change."""
    earned = done(daily(0, 1, 1), 1)
    hard = (Change(at(1, 12), value=True), Change(at(4, 12), value=False))
    life = replace(earned, hard_mode=hard, starting_freezes_since=at(6, 12))
    since = replace(life, freezes=(Change(LONG_AGO, (2, 1, 2)),))

    outcomes = [str(verdict.outcome) for verdict in load(life, at(8)).verdicts(at(8))]
    standing = load(since, at(1, 1)).standing_at(at(1, 1))
    new = load(replace(since, starting_freezes_since=at(1)), at(1, 1)).standing_at(at(1, 1))

    assert outcomes == ["kept", "missed", "frozen", *["missed"] * 3, "pending", "open"]
    at_the_close = load(replace(life, starting_freezes_since=at(5)), at(8)).verdicts(at(8))
    assert "frozen" not in [str(verdict.outcome) for verdict in at_the_close]
    assert (standing.tally.freezes, new.tally.freezes) == (0, 2)


@pytest.mark.parametrize(
    ("stored", "rule"),
    [
        ("7 2", FreezeRule(to_start_with=1, earned_every=7, at_most=2)),
        ("0 7 2", FreezeRule(to_start_with=0, earned_every=7, at_most=2)),
        ("2 5 3", FreezeRule(to_start_with=2, earned_every=5, at_most=3)),
        ("0 0", FreezeRule(to_start_with=0, earned_every=0, at_most=0)),
    ],
)
def test_equal_freeze_rules_have_one_stored_form(stored: str, rule: FreezeRule) -> None:
    assert parse_freeze_rule(stored) == rule
    assert format_freeze_rule(rule) == stored


def test_no_rule_starts_with_more_than_can_be_in_hand() -> None:
    assert format_freeze_rule(FreezeRule(2, 7, 1)) == "7 1"
    assert format_freeze_rule(FreezeRule(2, 7, 0)) == "0 0"
    assert format_freeze_rule(FreezeRule(3, 7, 5)) is None
    rules = JudgingRules(freezes=load(daily(2, 9, 1), at(1)).rules.freezes)
    assert rules.starting_freezes(at(1) + timedelta(days=1)) == 1
