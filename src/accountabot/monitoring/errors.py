"""Define the error of an address that can't be listened on; imported although monitoring is off."""


class UnusableAddress(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """Nothing can listen on the address for monitoring; the message says how to fix it."""
