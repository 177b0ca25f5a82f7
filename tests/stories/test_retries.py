"""A refusal or a failure gives back what was typed, and lets the member go on with it."""

from simcord import MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.ui.cards import Card, row
from accountabot.ui.components import button
from tests.stories.goals.edits import form_fields
from tests.stories.moderation.content_moderation import moderator
from tests.stories.retries import try_again
from tests.stories.test_trouble import read_only
from tests.world import DAY, World, said, shown

TYPED = {"note": "in the *park*", "amount": "5 km"}


async def read_pages(world: World, who: MemberActor, title: str = "Read") -> None:
    """Declare a goal of 20 pages a day."""
    await who.slash(world.general, "goal declare", goal=title, schedule="daily", amount="20 pages")


async def test_everything_comes_back_in_one_message_with_a_form(world: World) -> None:
    await read_pages(world, world.alice)

    refused = await world.check_in(world.alice, goal="Read", **TYPED)
    form = await world.alice.click(refused.response, label="Try again")

    assert refused.ephemeral
    assert not refused.followups
    assert "**\u2068pages\u2069**" in said(refused)
    assert "Try something like **\u206820 pages\u2069**" in said(refused)
    assert r"in the \*park\*" in said(refused)
    assert "- **amount**" in said(refused)
    assert form_fields(form) == {"goal": "Read"} | TYPED


async def test_the_form_goes_on_with_the_same_action(world: World) -> None:
    await read_pages(world, world.alice)
    refused = await world.check_in(world.alice, goal="Read", date="yesterday", **TYPED)
    assert "before" in said(refused)  # the goal began today
    await world.next_day()

    answer = await try_again(world.alice, refused, amount="12 pages")

    assert not answer.ephemeral
    assert "12 of 20 \u2068pages\u2069" in said(answer)
    assert "park" in said(answer)


async def test_a_form_that_is_refused_comes_back_again(world: World) -> None:
    await read_pages(world, world.alice)
    refused = await world.check_in(world.alice, **TYPED)

    again = await try_again(world.alice, refused, amount="-3")
    why = said(again)
    answer = await try_again(world.alice, again, amount="3")

    assert "from \u20680.001\u2069" in why
    assert "park" in why
    assert "3 of 20 \u2068pages\u2069" in said(answer)


async def test_only_the_latest_refusal_keeps_its_button(world: World) -> None:
    await read_pages(world, world.alice)
    refused = await world.check_in(world.alice, **TYPED)

    again = await try_again(world.alice, refused, amount="-3")

    assert said(refused) == "✓ Continued in a newer message below."
    assert "Try again" in said(again)


async def test_success_takes_the_button_off_the_card(world: World) -> None:
    await read_pages(world, world.alice)
    refused = await world.check_in(world.alice, **TYPED)
    before = said(refused)

    await try_again(world.alice, refused, amount="3")

    assert "Try again" in before
    assert said(refused) == "✓ That went through on another try."


async def test_a_card_whose_form_leads_to_another_question_says_so(world: World) -> None:
    form = await world.declare(world.alice, "Essay", "once")
    refused = await world.alice.submit_modal(form, {"text": "2020-01-01"})

    again = await try_again(world.alice, refused, text="2020-01-02")
    went_on = said(refused), said(again)
    await try_again(world.alice, again, text="2026-01-09")

    assert went_on[0] == "✓ Continued in a newer message below."
    assert "Try again" in went_on[1]
    assert said(again) == "✓ That went through on another try."


async def test_a_card_that_can_no_longer_be_edited_changes_nothing(world: World) -> None:
    await read_pages(world, world.alice)
    refused = await world.check_in(world.alice, **TYPED)
    await world.env.advance_time(16 * 60)

    answer = await try_again(world.alice, refused, amount="3")

    assert "3 of 20 \u2068pages\u2069" in said(answer)
    assert "Try again" in said(refused)


async def test_what_was_tried_again_is_done_once(world: World) -> None:
    await read_pages(world, world.alice)
    refused = await world.check_in(world.alice, **TYPED)
    form, second_form = [await world.alice.click(refused.response, label="Try again") for _ in "ab"]
    await world.alice.submit_modal(form, form_fields(form) | {"amount": "3"})

    again = await world.alice.submit_modal(second_form, form_fields(second_form) | {"amount": "3"})

    assert "already done" in said(again)
    assert "**3 of 20" in await world.ask(world.alice, "goal show", goal="Read")


async def test_a_restart_in_between_loses_nothing(world: World, settings: Settings) -> None:
    await read_pages(world, world.alice)
    refused = await world.check_in(world.alice, **TYPED)

    await world.env.restart_bot(create_bot(settings))
    form = await world.alice.click(refused.response, label="Try again")
    await world.env.restart_bot(create_bot(settings))
    answer = await world.alice.submit_modal(form, form_fields(form) | {"amount": "3"})

    assert "3 of 20 \u2068pages\u2069" in said(answer)


async def test_what_could_not_be_saved_comes_back_too(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice, "Run")

    async with read_only(bot):
        refused = await world.check_in(world.alice, note="in the park")
        form = await world.alice.click(refused.response, label="Try again")
    why = said(refused)
    answer = await world.alice.submit_modal(form, form_fields(form))

    assert len(world.env.errors) == 1
    assert "wasn’t saved" in why
    assert "in the park" in why
    assert "in the park" in said(answer)


async def test_nobody_else_can_open_it(world: World, bot: Accountabot) -> None:
    await read_pages(world, world.alice)
    refused = await world.check_in(world.alice, **TYPED)
    [id_] = [
        each["custom_id"] for each in refused.response.components[0]["components"][-1]["components"]
    ]
    card = await bot.get_channel(world.general.id).send(view=Card(row(button("Try again", id_))))

    answer = await world.bob.click(card, label="Try again")

    assert answer.modal is None
    assert "What you typed has expired" in said(answer)


async def test_input_that_has_expired_is_declined_kindly(world: World) -> None:
    await read_pages(world, world.alice)
    refused = await world.check_in(world.alice, **TYPED)
    form = await world.alice.click(refused.response, label="Try again")
    await world.env.advance_time(8 * DAY)

    pressed = await world.alice.click(refused.response, label="Try again")
    sent = await world.alice.submit_modal(form, form_fields(form) | {"amount": "3"})

    assert "start over" in said(pressed)
    assert "start over" in said(sent)
    assert "park" in said(sent)
    assert "Try again" not in said(sent)


async def test_a_file_is_attached_again(world: World) -> None:
    await read_pages(world, world.alice)
    refused = await world.check_in(world.alice, proof=("run.png", b"picture"), **TYPED)

    why = said(refused)
    answer = await try_again(world.alice, refused, amount="3", proof=("walk.png", b"another"))

    assert "please attach it again" in why
    assert any("walk.png" in str(m.components) for m in world.general.history())
    assert "3 of 20 \u2068pages\u2069" in said(answer)


async def test_a_picked_goal_stays_the_picked_one(world: World) -> None:
    await read_pages(world, world.alice)
    await world.declare(world.alice, "Read", "weekly on fri")
    offered = await world.alice.autocomplete(world.general, "checkin", "goal", "Read")
    refused = await world.check_in(world.alice, goal=offered[0]["value"], **TYPED)
    form = await world.alice.click(refused.response, label="Try again")

    answer = await world.alice.submit_modal(form, form_fields(form) | {"amount": "3"})

    assert "goal:" not in said(refused)
    assert form_fields(form)["goal"] == "Read"
    assert "3 of 20 \u2068pages\u2069" in said(answer)


async def test_a_private_goal_stays_private(world: World) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Read 20 pages", schedule="daily", visibility="only me"
    )
    before = len(shown(world.general))
    refused = await world.check_in(world.alice, **TYPED)

    answer = await try_again(world.alice, refused, amount="3")

    assert answer.ephemeral
    assert len(shown(world.general)) == before


async def test_a_form_after_a_form_is_one_more_button(world: World) -> None:
    await world.declare(world.alice, "Run")
    refused = await world.alice.slash(world.general, "goal edit", goal="Fly")

    offered = await try_again(world.alice, refused, goal="Run")
    form = await world.alice.click(offered.response, label="Go on")
    preview = await world.alice.submit_modal(form, form_fields(form) | {"sentence": "Run daily"})

    assert "Nothing would change" in said(preview)


async def test_a_refused_pick_gives_the_pending_check_in_back(world: World) -> None:
    await read_pages(world, world.alice)
    await world.declare(world.alice, "Run")
    question = await world.check_in(world.alice, note="in the park", amount="12")

    refused = await world.alice.click(question.response, label="Run")
    why = said(refused)
    answer = await try_again(world.alice, refused, amount="")

    assert "counts days, not amounts" in why
    assert "in the park" in why
    assert "in the park" in said(answer)


async def test_input_to_a_moderators_command_waits_only_shortly(world: World) -> None:

    mod = moderator(world, "mia")
    await world.declare(world.alice, "Zebra")
    options = {"member": world.alice, "goal": "Zebra", "reason": "***"}
    refused = await mod.slash(world.general, "moderate goal", **options)
    later = await mod.slash(world.general, "moderate goal", **options)

    hidden = await try_again(mod, refused, reason="no ads here")
    await world.env.advance_time(16 * 60)
    expired = await mod.click(later.response, label="Try again")

    assert "no ads here" in said(hidden)
    assert "start over" in said(expired)
