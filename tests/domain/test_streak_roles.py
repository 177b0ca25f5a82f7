"""Streak roles: which are earned, given, taken away and forgotten."""

from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.streaks.streak_roles import (
    GrantState,
    RoleAccess,
    StreakRole,
    changes_for,
    format_roles,
    parse_roles,
)

ROLES = st.integers(1, 6)
RULES = st.lists(st.builds(StreakRole, st.integers(1, 40), ROLES), max_size=6)
SOME = st.frozensets(ROLES)
HELD = st.dictionaries(
    ROLES, st.sampled_from([GrantState.ASKED, GrantState.GIVEN, GrantState.FOUND])
)


@given(RULES)
def test_rules_survive_storage_with_the_lowest_streak_for_each_role(
    rules: list[StreakRole],
) -> None:
    stored = parse_roles(format_roles(rules))

    assert {*stored} <= {*rules}
    assert sorted(rule.role for rule in stored) == sorted({rule.role for rule in rules})
    assert all(
        rule.streak == min(each.streak for each in rules if each.role == rule.role)
        for rule in stored
    )
    assert format_roles(stored) == format_roles(rules)


@given(RULES, st.integers(0, 40), HELD, SOME, SOME, SOME)
def test_only_what_the_bot_may_give_is_given_and_only_what_it_gave_is_taken(
    rules: list[StreakRole],
    streak: int,
    held: dict[int, GrantState],
    existing: frozenset[int],
    givable: frozenset[int],
    takeable: frozenset[int],
) -> None:
    access = RoleAccess(existing, givable & existing, takeable & existing)

    changes = changes_for(rules, streak, held, access)

    earned = {rule.role for rule in rules if rule.streak <= streak}
    assert changes.give <= earned & access.givable
    assert not any(held.get(role) in {GrantState.GIVEN, GrantState.FOUND} for role in changes.give)
    assert changes.take <= access.takeable
    assert all(held[role] is not GrantState.FOUND for role in changes.take)
    assert not changes.take & (earned & access.givable)
    assert all(role not in existing or held[role] is GrantState.FOUND for role in changes.forget)
    assert not changes.give & changes.take
    assert not changes.take & changes.forget


@given(RULES, st.integers(0, 40), HELD)
def test_nothing_is_left_to_do_after_everything_is_done(
    rules: list[StreakRole], streak: int, held: dict[int, GrantState]
) -> None:
    every = frozenset(range(1, 7))
    access = RoleAccess(every, every, every)
    changes = changes_for(rules, streak, held, access)

    after = {
        role: state for role, state in held.items() if role not in changes.take | changes.forget
    } | dict.fromkeys(changes.give, GrantState.GIVEN)

    assert not any(changes_for(rules, streak, after, access))
    assert {*after} == {rule.role for rule in rules if rule.streak <= streak}
