"""Explanations add up to the number they explain, and every rule has its sentence."""

from datetime import datetime

from hypothesis import given

from accountabot.domain.streaks.explanations import explain_periods
from accountabot.domain.streaks.replay import Replay
from accountabot.ui.localization import say
from tests import oracle
from tests.domain.engine_loader import load
from tests.domain.lives import lives_and_moments
from tests.domain.oracle_cache import cache_local_days

cache_local_days()


@given(lives_and_moments(most=1))
def test_the_explained_periods_add_up_to_the_numbers(
    life_and_moments: tuple[oracle.Life, list[datetime]],
) -> None:
    life, (now,) = life_and_moments
    engine = load(life, now)

    replay = Replay(engine.goal, engine.rules, engine.activity, now)
    steps = explain_periods(replay)

    assert [step.verdict for step in steps] == engine.verdicts(now)
    assert (steps[-1].tally if steps else replay.begin().tally) == engine.standing_at(now).tally
    for step in steps:
        assert step.rule.startswith(step.verdict.outcome.replace(" ", "-"))
        assert (
            say(f"why-{step.rule}", left=step.tally.freezes, grace="").partition(":")[0]
            == step.verdict.outcome
        )
