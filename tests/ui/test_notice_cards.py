"""What fits into one private message."""

from discord.ui import Section

from accountabot.ui.cards import count_components, row, text, without_repeated_buttons
from accountabot.ui.components import button


def test_a_button_is_shown_once() -> None:
    first = row(button("Edit", "edit:1:1:"), button("Pause", "pause:1:1:"))
    again = row(button("Smaller", "edit:1:1:"), button("Let go", "let-go:1:1:"))
    nothing_new = row(button("Edit", "edit:1:1:"))

    kept = without_repeated_buttons([first, again, nothing_new])

    assert [[each.custom_id for each in line.children] for line in kept] == [
        ["edit:1:1:", "pause:1:1:"],
        ["let-go:1:1:"],
    ]


def test_components_inside_others_are_counted() -> None:
    line = Section(text("A line"), accessory=button("Edit", "edit:1:1:"))

    assert count_components([line, text("Text"), row(button("Why?", "why:1:1:"))]) == 6
