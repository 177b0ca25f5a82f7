"""Long texts are truncated between words or graphemes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.user_text import NOTE_LIMIT, clean_text
from accountabot.ui.truncation import truncate, truncate_around
from tests.stories.test_hostile_text import HOSTILE

WORDS = st.text(alphabet="ab ", max_size=200)
TEXTS = st.one_of(
    st.text(min_size=1, max_size=400),
    st.text(alphabet="ab é👍🏽👨\u200d🇩🇪\u0301\u0348*한", min_size=1, max_size=200),
)


@pytest.mark.parametrize("grapheme", ["👨‍👩‍👧‍👦", "🇩🇪", "👍🏽", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "e̋", "\u1112\u119e\u11ab"])
def test_a_text_is_cut_between_its_graphemes(grapheme: str) -> None:
    for before in range(12):
        cut = truncate("x" * before + grapheme * 100, 50)

        assert len(cut) <= 50
        assert cut.removeprefix("x" * before).removesuffix("…").replace(grapheme, "") == ""


def test_a_very_long_grapheme_is_split() -> None:
    cut = truncate("x\u0348" + "\u0348" * 1000, 50)

    assert len(cut) == 50


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cut_text_is_a_note(text: str) -> None:
    cut = truncate(text * 50, NOTE_LIMIT)

    assert cut == clean_text(cut, NOTE_LIMIT)


@given(TEXTS, st.integers(2, 60))
def test_a_cut_text_fits_and_can_be_read(text: str, limit: int) -> None:
    cut = truncate(text, limit)

    assert len(cut) <= limit
    assert not cut or cut == clean_text(cut, limit)


@given(TEXTS, st.integers(0, 400), st.integers(6, 60))
def test_a_text_cut_around_a_character_fits(text: str, at: int, limit: int) -> None:
    cut = truncate_around(text, min(at, len(text) - 1), limit)

    assert len(cut) <= limit
    assert cut.strip("…") in text or cut.endswith("…")


def test_a_text_cut_around_a_character_shows_it() -> None:
    cut = truncate_around("x" * 100 + "here" + "y" * 100, 100, 30)

    assert "here" in cut
    assert cut[0] == cut[-1] == "…"


def test_a_text_cut_around_a_character_begins_with_a_whole_grapheme() -> None:
    family = "👨‍👩‍👧‍👦"
    for at in range(100, 112):
        cut = truncate_around(family * 40, at, 60)

        assert cut.strip("…").replace(family, "") == ""


@given(WORDS, WORDS, WORDS, st.integers(9, 60))
def test_the_difference_between_two_cut_texts_is_visible(
    same: str, one: str, other: str, limit: int
) -> None:
    first = f"{same}x{one}"
    second = f"{same}y{other}"

    assert truncate_around(first, len(same), limit) != truncate_around(second, len(same), limit)


def test_the_last_word_is_kept_if_it_makes_the_difference() -> None:
    cut = truncate_around("word " * 50 + "https://example.com/a", 271, 60)

    assert cut.endswith("example.com/a")
