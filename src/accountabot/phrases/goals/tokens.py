"""Cut a sentence into the words that the grammar knows, each with its place in the sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(
    r"<[^<>\s]{1,40}>"  # Discord's own: a timestamp, a mention
    r"|\d{4}-\d{1,2}-\d{1,2}(?:[Tt]\d\d:\d\d(?::\d\d)?)?(?!\d)"
    r"|\d{1,2}:\d\d(?::\d\d)?(?!\d)"
    r"|\d{1,4}[./]\d{1,2}[./]\d{2,4}(?!\d)"
    r"|\d{1,3} 000(?!\d)|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]\.[^\W\d_]\.(?!\w)"
    r"|'?[^\W\d_]\w*(?:'\w+)*"
    r"|\S",
)
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_MARKS = "*_~`|"
"""What Discord draws bold, slanted or hidden."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word without its letter case, and where in the sentence it stands."""

    text: str
    start: int
    end: int
    is_glued: bool
    """Nothing parts it from the word before."""

    @property
    def is_said(self) -> bool:
        """Tell whether it is a word or a number, and no sign."""
        return any(map(str.isalnum, self.text))


def tokenize(sentence: str) -> tuple[Token, ...]:
    """Return the words of a sentence in their order; Discord's marks are none."""
    plain = sentence.translate(_APOSTROPHES)
    found: list[Token] = []
    for match in _WORD.finditer(plain):
        if match[0] not in _MARKS:
            is_glued = bool(found) and found[-1].end == match.start()
            found.append(Token(match[0].casefold(), match.start(), match.end(), is_glued))
    return tuple(found)


def quoted(words: Sequence[Token]) -> set[int]:
    """Return which words stand between quotation marks, where others stand outside of them."""
    marks = [at for at, word in enumerate(words) if word.text in '"“”„«»']
    inside = {
        at
        for opens, closes in zip(marks[::2], marks[1::2], strict=False)
        for at in range(opens, closes + 1)
    }
    return (
        inside if any(word.is_said for at, word in enumerate(words) if at not in inside) else set()
    )
