"""Leave of a sentence what is to be done: without when and how often, and without "I will"."""

from collections.abc import Iterator

from accountabot.phrases.goals.reading import Reading

_PARTED = ",;:-–—&+/ "
"""Signs that parted what is left from what was taken out."""
_BEHIND = _PARTED + ".!?)]"
_IN_FRONT = _PARTED + "(["


def of(reading: Reading, sentence: str) -> str:
    """Return what is left of the sentence, nothing where all of it was understood."""
    _take_leads(reading)
    left = " ".join(filter(None, _pieces(reading, sentence)))
    return left if any(map(str.isalnum, left)) or not reading.taken else ""


def _take_leads(reading: Reading) -> None:
    """Take out "I promise" and "I will" where something to be done follows."""
    while found := reading.longest("leads", first := reading.beginning):
        places = range(found[0], len(reading.words))
        if reading.is_a("places", found[0]) or not any(_is_left(reading, at) for at in places):
            return
        reading.taken |= set(range(first, found[0]))


def _is_left(reading: Reading, at: int) -> bool:
    return reading.words[at].is_said and at not in reading.taken


def _pieces(reading: Reading, sentence: str) -> Iterator[str]:
    begin = 0
    for first, end in _runs(sorted(reading.taken)):
        yield _trimmed(sentence, begin, reading.words[first].start)
        begin = reading.words[end].end
    yield _trimmed(sentence, begin, len(sentence))


def _trimmed(sentence: str, begin: int, end: int) -> str:
    piece = sentence[begin:end].strip()
    if begin:
        piece = piece.lstrip(_BEHIND)
    return piece.rstrip(_IN_FRONT) if end < len(sentence) else piece


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of places."""
    for number, at in enumerate(places):
        if number == 0 or places[number - 1] != at - 1:
            first = at
        if number == len(places) - 1 or places[number + 1] != at + 1:
            yield first, at
