"""Texts that are too long are cut where it hurts least."""

from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.truncation import clip_around

WORDS = st.text(alphabet="ab ", max_size=200)


@given(st.text(min_size=1, max_size=400), st.integers(0, 400), st.integers(6, 60))
def test_a_text_cut_around_a_place_fits(text: str, at: int, limit: int) -> None:
    cut = clip_around(text, min(at, len(text) - 1), limit)

    assert len(cut) <= limit
    assert cut.strip("…") in text or cut.endswith("…")


def test_a_text_cut_around_a_place_shows_it() -> None:
    cut = clip_around("x" * 100 + "here" + "y" * 100, 100, 30)

    assert "here" in cut
    assert cut[0] == cut[-1] == "…"


@given(WORDS, WORDS, WORDS, st.integers(9, 60))
def test_texts_that_differ_are_cut_so_that_it_is_seen(
    same: str, one: str, other: str, limit: int
) -> None:
    first = f"{same}x{one}"
    second = f"{same}y{other}"

    assert clip_around(first, len(same), limit) != clip_around(second, len(same), limit)


def test_the_last_word_is_kept_where_it_makes_the_difference() -> None:
    cut = clip_around("word " * 50 + "https://example.com/a", 271, 60)

    assert cut.endswith("example.com/a")
