"""The rules against a naive reading of them, over lives anywhere on earth."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from accountabot.domain import streaks, trust
from accountabot.domain.outcomes import Outcome
from accountabot.domain.streaks import Settled
from tests import oracle
from tests.domain.lives import SPAN, Life, lives

moments = st.lists(st.timedeltas(timedelta(0), SPAN + timedelta(days=20)), min_size=1, max_size=3)


@given(lives(), moments)
def test_the_engine_reads_a_life_as_the_oracle_does(life: Life, moments: list[timedelta]) -> None:
    for moment in moments:
        now = life.goal.start.at + moment

        reading = oracle.read(life.told, now)
        standing = life.stand(now)
        seen = streaks.verdicts(life.goal, life.terms, life.until(now), now)

        assert standing.run.streak == reading.streak
        assert max(standing.run.longest, standing.run.streak) == max(reading.longest, reading.streak)
        assert standing.run.freezes == reading.freezes
        assert [(v.period.first, str(v.outcome)) for v in seen] == [(row.first, row.state) for row in reading.rows]
        assert trust.word(seen, now) == trust.Word(reading.kept, reading.counted)


@given(lives(), moments)
def test_a_standing_kept_up_step_by_step_is_the_one_rebuilt_from_the_record(
    life: Life, moments: list[timedelta]
) -> None:
    start = life.goal.start.at
    settled = Settled()
    for now in sorted({start + moment for moment in moments} | {c.at for c in life.check_ins}):
        recent = [c for c in life.until(now) if settled.through is None or c.day > settled.through]

        standing = streaks.stand(life.goal, life.terms, recent, now, settled)

        assert standing.run == life.stand(now).run
        assert standing.breaks_at == life.stand(now).breaks_at
        settled = standing.settled


@given(lives(), moments)
def test_a_streak_falls_by_itself_when_it_was_said_to_and_not_before(life: Life, moments: list[timedelta]) -> None:
    now = life.goal.start.at + moments[0]
    known = life.until(now)
    standing = life.stand(now)

    def streak_at(moment: timedelta) -> int:
        return streaks.stand(life.goal, life.terms, known, now + moment).run.streak

    if standing.breaks_at is None:
        assert streak_at(timedelta(days=400)) == standing.run.streak
    else:
        until = standing.breaks_at - now
        assert streak_at(until - timedelta(seconds=1)) == standing.run.streak
        assert streak_at(until) < standing.run.streak


@given(lives(), moments, st.timedeltas(timedelta(0), timedelta(days=9)))
def test_what_is_closed_stays_closed(life: Life, moments: list[timedelta], later: timedelta) -> None:
    now = life.goal.start.at + moments[0]

    before = streaks.verdicts(life.goal, life.terms, life.until(now), now)
    after = streaks.verdicts(life.goal, life.terms, life.until(now + later), now + later)

    closed = {v.period.first: v.outcome for v in before if v.outcome.is_closed}
    assert closed.items() <= {v.period.first: v.outcome for v in after}.items()


@settings(max_examples=30)
@given(lives(), moments)
def test_a_streak_grows_only_by_a_check_in(life: Life, moments: list[timedelta]) -> None:
    now = life.goal.start.at + moments[0]
    later = now + timedelta(days=3)

    grown = streaks.stand(life.goal, life.terms, life.until(now), later).run.streak - life.stand(now).run.streak

    assert grown <= 0
    assert all(
        v.outcome is not Outcome.OPEN or v.period.ends is None or v.period.ends > now
        for v in streaks.verdicts(life.goal, life.terms, life.until(now), now)
    )
