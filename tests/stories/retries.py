"""Helpers for the tests of trying again."""

from typing import Any

from simcord import InteractionResult, MemberActor

from tests.stories.goals.edits import form_fields


async def try_again(
    who: MemberActor, refused: InteractionResult, **fields: Any
) -> InteractionResult:
    """Press *Try again*, change some fields of the form, and submit it."""
    form = await who.click(refused.response, label="Try again")
    return await who.submit_modal(form, form_fields(form) | fields)
