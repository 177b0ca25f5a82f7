"""The engine agrees with the oracle over whole lives anywhere on earth."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given

from accountabot.domain.streaks import kept_ratio
from accountabot.domain.streaks.outcomes import Outcome, Verdict
from accountabot.domain.streaks.tallies import SettledTally, Standing
from tests import oracle
from tests.domain.engine_loader import LoadedLife, load
from tests.domain.lives import MANY, lives_and_moments
from tests.domain.oracle_cache import cache_local_days

cache_local_days()

Looked = tuple[oracle.Life, list[datetime]]
"""A life, and moments in order at which it is looked at."""


@MANY
@given(lives_and_moments())
def test_the_engine_reads_a_life_as_the_oracle_does(looked: Looked) -> None:
    life, moments = looked
    for now in moments:
        reading = oracle.read(life, now)
        engine = load(life, now)
        tally = engine.standing_at(now).tally
        verdicts = engine.verdicts(now)

        assert [(v.period.first, v.period.last, str(v.outcome)) for v in verdicts] == [
            (row.first, row.last, row.state) for row in reading.rows
        ]
        assert tally.streak == reading.streak
        assert max(tally.longest, tally.streak) == max(reading.longest, reading.streak)
        assert now < life.declared or tally.freezes == reading.freezes
        assert (tally.streak > 0 and not tally.uses_freeze) == reading.without_a_freeze
        assert engine.kept_ratio(now) == kept_ratio.KeptRatio(reading.kept, reading.counted)


@MANY
@given(lives_and_moments(12))
def test_a_standing_kept_up_step_by_step_is_the_one_rebuilt_from_the_record(looked: Looked) -> None:
    life, moments = looked
    settled = SettledTally()
    for before, now in pairwise([life.declared, *moments]):
        if changes_what_was(life, settled, before, now):
            settled = SettledTally()

        engine = load(life, now)
        standing = engine.standing_from(settled, now)
        rebuilt = engine.standing_at(now)
        recent = engine.verdicts_from(settled, now)
        whole = engine.verdicts(now)

        assert recent == whole[len(whole) - len(recent) :]
        assert all(verdict.outcome.is_closed for verdict in whole[: len(whole) - len(recent)])
        assert standing.tally == rebuilt.tally
        assert (standing.changes_at, standing.over_at) == (rebuilt.changes_at, rebuilt.over_at)
        settled = standing.settled


@MANY
@given(lives_and_moments(2))
def test_a_streak_changes_by_itself_when_it_was_said_to_and_not_before(looked: Looked) -> None:
    life, moments = looked
    for now in moments:
        engine = load(life, now)
        standing = engine.standing_at(now)

        def stays_until(
            end: datetime,
            engine: LoadedLife = engine,
            standing: Standing = standing,
            now: datetime = now,
        ) -> bool:
            span = end - now
            return all(
                on_boards(engine.standing_at(now + part * span / 4)) == on_boards(standing)
                for part in range(5)
            )

        if standing.changes_at is None:
            assert stays_until(now + timedelta(days=3))
            assert stays_until(now + timedelta(days=500))
        else:
            assert standing.changes_at > now
            assert stays_until(standing.changes_at - timedelta(seconds=1))
            then = engine.standing_at(standing.changes_at)
            assert (
                on_boards(then) != on_boards(standing)
                or then.slipped_at == standing.changes_at
                or is_only_looked_at(engine, now, standing.changes_at)
            )


@MANY
@given(lives_and_moments())
def test_what_is_closed_stays_closed(looked: Looked) -> None:
    life, moments = looked
    for before, now in pairwise(moments):
        if undoes(life, before, now) or sets_first_zone(life, before, now):
            continue
        earlier = load(life, before).verdicts(before)
        later = load(life, now).verdicts(now)

        closed = Counter((v.period.first, v.outcome) for v in earlier if is_for_good(v, before))
        assert closed <= Counter((v.period.first, v.outcome) for v in later)


@MANY
@given(lives_and_moments())
def test_a_streak_grows_only_by_a_check_in_the_end_of_a_ceilings_period_or_an_undo(
    looked: Looked,
) -> None:
    life, moments = looked
    for before, now in pairwise(moments):
        if (
            undoes(life, before, now)
            or sets_first_zone(life, before, now)
            or load(life, now).goal.is_ceiling
        ):
            continue
        if not any(before < act.at <= now for act in (*life.check_ins, *life.edits)):
            assert (
                load(life, now).standing_at(now).tally.streak
                <= load(life, before).standing_at(before).tally.streak
            )


def undoes(life: oracle.Life, before: datetime, now: datetime) -> bool:
    """Tell whether something was undone in between."""
    acts = (*life.check_ins, *life.skips, *life.edits, *life.pauses)
    return any(act.at <= before and act.undone_at and before < act.undone_at <= now for act in acts)


def sets_first_zone(life: oracle.Life, before: datetime, now: datetime) -> bool:
    """Tell whether the person set their first zone in between."""
    return bool(life.zones) and before < life.zones[0].at <= now


def changes_what_was(
    life: oracle.Life, settled: SettledTally, before: datetime, now: datetime
) -> bool:
    """Tell whether something changed before the end of the settled days."""
    undoable = (*life.edits, *life.pauses)
    is_undone = any(act.undone_at and before < act.undone_at <= now for act in undoable)
    if settled.through is None or sets_first_zone(life, before, now) or is_undone:
        return True
    known = load(life, before).activity
    now_known = load(life, now).activity
    days = load(life, now).rules.days
    undone = [c.day for c in Counter(known.check_ins) - Counter(now_known.check_ins)]
    undone += [days.day_of(at) for at in Counter(known.skips) - Counter(now_known.skips)]
    return any(day <= settled.through for day in undone)


def is_for_good(verdict: Verdict, now: datetime) -> bool:
    """Tell whether a verdict is final: a skip can be superseded until the grace is over."""
    is_over = verdict.period.closes is not None and verdict.period.closes <= now
    return is_over or verdict.outcome.counts_as_kept or verdict.outcome is Outcome.NOT_JUDGED


def on_boards(standing: Standing) -> tuple[int, bool]:
    """Return what leaderboards show of a standing: its streak, and whether that used a freeze."""
    return standing.tally.streak, standing.tally.uses_freeze


def is_only_looked_at(engine: LoadedLife, now: datetime, at: datetime) -> bool:
    """Tell whether nothing needs to happen then: the goal ends, or the look-ahead does."""
    if at == engine.standing_at(now).over_at:
        return True
    if any(v.outcome is Outcome.MISSED and v.closed_at == at for v in engine.verdicts(at)):
        return True  # a miss, and a ceiling kept at the same instant
    return at > now + timedelta(days=399)
