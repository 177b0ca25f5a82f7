"""What the bot and its rendering process send each other: a header of fixed size, then bytes."""

from struct import Struct

REQUEST = Struct("!II")
"""The number of bytes of the SVG document that follows, and the width of the PNG in pixels."""
ANSWER = Struct("!BI")
"""Whether it worked, and the number of bytes that follow: a PNG, or the kind of error."""
OK, FAILED = 0, 1
MISSING = 78
"""The exit code if the package that renders can't be imported."""
