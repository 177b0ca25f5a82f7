"""Which streak lengths are milestones."""

from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.streaks.milestones import milestones_between

KNOWN = {7, 30, 50, 100, 200, 365, *range(400, 5001, 100)}


@given(st.integers(0, 2500), st.integers(0, 2500))
def test_what_is_passed_lies_above_what_was_and_up_to_what_is(before: int, after: int) -> None:
    assert milestones_between(before, after) == sorted(
        number for number in KNOWN if before < number <= after
    )
