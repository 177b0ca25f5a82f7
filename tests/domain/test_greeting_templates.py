"""Which greeting templates a server can have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.greeting_templates import (
    FILLED_LIMIT,
    LIMIT,
    PLACEHOLDERS,
    fill_template,
    parse_templates,
)
from accountabot.domain.refusals import Refusal

LONGEST = {"mention": "m" * 24, "name": "n" * 66, "server": "s" * 202, "number": "1" * 12}
VALUES = {name: LONGEST[kind] for name, kind in PLACEHOLDERS.items()}


def test_empty_ones_and_repeated_ones_are_left_out() -> None:
    assert parse_templates(["", "Hi {user}", "  ", "Hi {user}", "Hello"]) == ("Hi {user}", "Hello")


def test_each_stands_on_one_line() -> None:
    assert parse_templates(["Hi\n\n  {user}"]) == ("Hi {user}",)


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_every_placeholder_is_filled_in(name: str) -> None:
    assert fill_template(f"<{{{name}}}>", VALUES) == f"<{VALUES[name]}>"


@pytest.mark.parametrize("typed", ["{}", "{usr}", "{user.id}", "{0}", "{user.mention.x}"])
def test_unknown_placeholders_are_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="template-unknown"):
        parse_templates([typed])


def test_one_name_a_hundred_times_is_too_long() -> None:
    with pytest.raises(Refusal, match="text-too-long"):
        parse_templates(["{user}" * 100])


def test_what_stands_in_a_name_is_not_filled_in() -> None:
    assert fill_template("{user.name}", VALUES | {"user.name": "{server}"}) == "{server}"


@pytest.mark.parametrize(
    "typed", ["Hi {user, welcome", "Hi user}", ":}", "{{user}}", "{user, hi {server}", "} {"]
)
def test_a_brace_that_belongs_to_no_placeholder_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="template-brace"):
        parse_templates([typed])


@given(st.lists(st.text(max_size=LIMIT), max_size=5))
def test_what_is_kept_can_always_be_filled_in_and_fits(typed: list[str]) -> None:
    try:
        kept = parse_templates(typed)
    except Refusal:
        return

    assert all(len(template) <= LIMIT for template in kept)
    assert all(len(fill_template(template, VALUES)) <= FILLED_LIMIT for template in kept)
    assert not any({*"{}"} & {*fill_template(template, VALUES)} for template in kept)
