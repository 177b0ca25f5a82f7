"""Split a sentence into tokens with their positions in the text."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"<[^<>\s]{1,40}>"  # Discord markup: a timestamp or a mention
    r"|\d{4}-\d{1,2}-\d{1,2}(?:[Tt]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)?)?(?!\d)"
    r"|\d{1,2}:\d\d(?::\d\d)?(?!\d)"
    r"|\d{1,4}(?P<separator>[./-])\d{1,2}(?P=separator)\d{1,4}(?!\d)"
    r"|\d{1,3} 000(?!\d)|\d+(?:[.,]\d+)*|(?<![\w.])\.\d+"
    r"|(?<=\d)[^\W\d_]+(?!\.\w\.)"  # a unit directly after its number: "1h30m"
    r"|[^\W\d_]\.[^\W\d_]\.(?!\w)"
    r"|'?[^\W\d_]\w*(?:'\w+)*"
    r"|\S",
)
_APOSTROPHES = "’‘ʼ"
_MARKDOWN = "*_~`|"
_QUOTATION_MARKS = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Token:
    """A case-folded word, number or punctuation mark, with its range in the sentence."""

    text: str
    start: int
    end: int
    is_attached: bool
    """There is no space before it."""
    is_upper: bool = False
    """It is in capital letters."""

    @property
    def is_word(self) -> bool:
        """Return whether the token is a word or a number, not punctuation."""
        return any(map(str.isalnum, self.text))


def tokenize(sentence: str) -> tuple[Token, ...]:
    """Split a sentence into tokens, and drop Markdown characters."""
    plain = "".join(map(_plain, sentence))
    tokens: list[Token] = []
    for match in _TOKEN.finditer(plain):
        if match[0] in _MARKDOWN:
            continue
        token = Token(
            text=match[0].casefold(),
            start=match.start(),
            end=match.end(),
            is_attached=bool(tokens) and tokens[-1].end == match.start(),
            is_upper=match[0].isupper(),
        )
        tokens.append(token)
    return tuple(tokens)


@lru_cache(maxsize=1024)
def _plain(character: str) -> str:
    """Return the ASCII digit, letter or sign that a character is a variant of."""
    if character.isascii():
        return character
    if character in _APOSTROPHES:
        return "'"
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    is_fullwidth = unicodedata.east_asian_width(character) == "F"
    return unicodedata.normalize("NFKC", character) if is_fullwidth else character


def quoted_positions(tokens: Sequence[Token]) -> set[int]:
    """Return the positions of quoted tokens, unless the whole sentence is quoted."""
    marks = [at for at, token in enumerate(tokens) if token.text in _QUOTATION_MARKS]
    inside: set[int] = set()
    for opening, closing in zip(marks[::2], marks[1::2], strict=False):
        inside |= set(range(opening, closing + 1))
    is_partial = any(token.is_word for at, token in enumerate(tokens) if at not in inside)
    return inside if is_partial else set()
