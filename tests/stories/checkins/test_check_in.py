"""/checkin: checking in by command and by button."""

import pytest

from accountabot.bot import Accountabot
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.store.checkins import activity
from accountabot.store.goals import goals
from tests.stories.goals.pauses import without_freezes
from tests.stories.goals.several_goals import press
from tests.world import HOUR, World, ids, said, shown, streak_in


async def test_a_check_in_starts_a_public_streak(world: World) -> None:
    await world.declare(world.alice, "Run 5k")

    answer = await world.check_in(world.alice)

    assert "Run 5k" in said(answer)
    assert streak_in(said(answer)) == 1
    assert not answer.response.ephemeral
    assert answer.followups[0].ephemeral


async def test_a_streak_grows_day_by_day_and_breaks_when_the_grace_of_a_missed_day_ends(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice)
    for _ in range(3):
        await world.check_in(world.alice)
        await world.next_day()

    await world.next_day()
    still = await world.ask(world.bob, "streak", member=world.alice)
    await world.next_day()
    broken = await world.ask(world.bob, "streak", member=world.alice)

    assert "**Current streak** 3" in still
    assert "-# **Longest streak** 3" in broken


async def test_yesterday_still_counts_and_is_shown_as_late(world: World) -> None:
    await world.declare(world.alice)
    await world.next_day(2)

    late = await world.check_in(world.alice, date="yesterday")
    today = await world.check_in(world.alice)

    assert "⏰" in said(late)
    assert streak_in(said(today)) == 2


async def test_a_second_check_in_on_the_same_day_counts_once_and_offers_to_add_a_note(
    world: World,
) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)

    again = await world.check_in(world.alice)
    told = said(again)
    form = await world.alice.click(again.response, label="Add a note")
    added = await world.alice.submit_modal(form, {"text": "ten minutes"})

    assert again.ephemeral
    assert "your streak is at 1" in told
    assert "ten minutes" in said(added)
    assert streak_in(said(added)) == 1


async def test_a_check_in_on_a_free_day_is_a_bonus_and_says_so(
    world: World,
) -> None:
    await world.declare(world.alice, "Swim", "weekly on tue")

    answer = await world.check_in(world.alice)

    assert "⭐" in said(answer)
    assert "bonus" in said(answer)
    assert "**Current streak**" not in await world.ask(world.alice, "streak")


async def test_when_several_goals_are_due_the_member_picks_one_and_the_note_is_kept(
    world: World,
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")

    question = await world.check_in(world.alice, note="chapter two")
    answer = await world.alice.click(question.response, label="Read")

    assert question.ephemeral
    assert "Read" in said(answer)
    assert "chapter two" in said(answer)


async def test_the_button_on_the_card_asks_for_the_day_when_yesterday_is_open_too(
    world: World,
) -> None:
    card = (await world.declare(world.alice)).response
    await world.next_day()

    question = await world.alice.click(card, label="Check in")
    answer = await world.alice.click(question.response, label="Yesterday")

    assert question.ephemeral
    assert "⏰" in said(answer)


async def test_the_button_on_another_members_card_names_the_owner(world: World) -> None:
    card = (await world.declare(world.alice)).response

    answer = await world.bob.click(card, label="Check in")

    assert answer.ephemeral
    assert world.alice.mention in said(answer)
    assert "Nobody" in await world.ask(world.bob, "leaderboard")


async def test_a_check_in_before_the_goal_began_is_refused(world: World) -> None:
    await world.declare(world.alice)

    answer = await world.check_in(world.alice, date="yesterday")

    assert answer.ephemeral
    assert "starts on Thu, Jan 1, 2026" in said(answer)


async def test_a_goal_with_a_deadline_is_complete_after_one_check_in(world: World) -> None:
    form = await world.declare(world.alice, "Essay", "once")
    await world.alice.submit_modal(form, {"text": "2026-01-03 17:00"})

    done = await world.check_in(world.alice)
    again = await world.check_in(world.alice, goal="Essay")

    assert "🎉" in said(done)
    assert "streak" not in said(done)
    assert "already completed" in said(again)


async def test_a_deadline_is_missed_a_day_later_with_a_suggestion(world: World) -> None:
    form = await world.declare(world.alice, "Essay", "once")
    await world.alice.submit_modal(form, {"text": "2026-01-01 17:00"})
    await world.env.advance_time(33 * HOUR)

    answer = await world.check_in(world.alice, goal="Essay")

    assert answer.ephemeral
    assert "Declare it again" in said(answer)
    assert "· ended" in await world.ask(world.alice, "goal list")
    assert "/goal declare" in said(await world.check_in(world.alice))


@pytest.mark.parametrize("typed", ["Fly", "2", "0", "-1", "99999999999999999999", "' OR 1=1 --"])
async def test_only_the_members_own_goals_are_found_and_offered(world: World, typed: str) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Fly")

    answer = await world.check_in(world.alice, goal=typed)

    assert answer.ephemeral
    assert "Run" in said(answer)
    assert "Fly" not in said(answer).partition("What you typed")[0]


async def test_a_goal_of_another_server_is_not_found(world: World) -> None:
    await world.declare(world.alice, "Run")
    elsewhere = world.env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("general")
    same_alice = elsewhere.add_member(world.users["alice"])

    [choice] = await world.alice.autocomplete(world.general, "checkin", "goal", "")

    answer = await same_alice.slash(channel, "checkin", goal=choice["value"])

    assert "no goals here yet" in said(answer)
    assert "Nobody" in said(await same_alice.slash(channel, "leaderboard"))


async def test_yesterday_counts_for_the_goal_that_lacks_it_if_none_is_named(
    world: World,
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.check_in(world.alice, goal="Read")
    await world.next_day()

    answer = await world.check_in(world.alice, date="yesterday")

    assert "⏰" in said(answer)
    assert "Run" in said(answer)


async def test_a_goal_without_a_deadline_does_not_compete_with_daily_goals(world: World) -> None:
    form = await world.declare(world.alice, "Essay", "once")
    await world.alice.submit_modal(form, {"text": ""})
    await world.declare(world.alice, "Run")

    assert "Run" in said(await world.check_in(world.alice))


async def test_autocomplete_offers_due_goals_first_and_similar_titles(
    world: World,
) -> None:
    await world.declare(world.alice, "Read a book")
    await world.declare(world.alice, "Run")
    await world.check_in(world.alice, goal="Read a book")

    everything = await world.alice.autocomplete(world.general, "checkin", "goal", "")
    like_book = await world.alice.autocomplete(world.general, "checkin", "goal", "BOO")

    assert [choice["name"] for choice in everything] == ["Run", "Read a book"]
    assert [choice["name"] for choice in like_book] == ["Read a book"]


async def test_a_member_without_a_goal_is_shown_how_to_begin(world: World) -> None:
    answer = await world.check_in(world.alice)

    assert "/goal declare" in said(answer)


async def test_the_goals_card_follows_a_check_in(world: World) -> None:
    await world.declare(world.alice)

    await world.check_in(world.alice)
    await world.env.advance_time(1)

    assert "**Current streak** 1" in next(
        text for text in shown(world.general) if "’s promise" in text
    )


async def test_the_goals_card_is_edited_at_most_once_a_minute_and_ends_up_right(
    world: World,
) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await world.alice.slash(world.general, "undo")
    edits = [r for r in world.env.http_requests if r.method == "PATCH" and "/channels/" in r.path]

    await world.env.advance_time(61)

    assert len(edits) == 1 + 1  # the card once, and the check-in that was taken back
    assert "**Current streak**" not in next(
        text for text in shown(world.general) if "’s promise" in text
    )


async def test_a_late_note_goes_to_its_own_day(
    world: World,
) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    again = (await world.check_in(world.alice)).response
    form = await world.alice.click(again, label="Add a note")
    await world.next_day()

    added = await world.alice.submit_modal(form, {"text": "it was raining"})

    assert "it was raining" in said(added)
    assert "**Current streak** 1" in await world.ask(world.alice, "streak")


async def test_a_note_for_a_closed_day_is_refused_and_returned(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    again = (await world.check_in(world.alice)).response
    form = await world.alice.click(again, label="Add a note")
    await world.next_day(2)

    refused = await world.alice.submit_modal(form, {"text": "it was raining"})

    assert refused.ephemeral
    assert "it’s too late" in said(refused)
    assert "it was raining" in said(refused)


async def test_the_day_that_was_asked_for_stays_that_day_across_midnight(
    world: World, bot: Accountabot
) -> None:
    card = (await world.declare(world.alice)).response
    await world.env.advance_time(38 * HOUR + 58 * 60)  # 23:58 on the second day
    question = await world.alice.click(card, label="Check in")
    yesterday = next(ids(question.response.components, "checkin"))
    await world.env.advance_time(10 * 60)

    late = await world.alice.click(question.response, label="Today")
    over = await press(world, bot, world.alice, yesterday)

    assert "⏰" in said(late)
    assert "it’s too late" in said(over)


async def test_the_same_note_twice_is_one_check_in(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice, note="five rounds")

    again = await world.check_in(world.alice, note="five rounds")

    assert again.ephemeral
    assert sum("five rounds" in text for text in shown(world.general)) == 1


@pytest.mark.parametrize("typed", ["2", "１", "1", "goal:1", "goal:1:1"])
async def test_a_typed_number_never_matches_the_id_of_a_goal(world: World, typed: str) -> None:
    await world.declare(world.alice, "Swim")
    await world.declare(world.alice, "Walk")

    answer = await world.check_in(world.alice, goal=typed)

    assert "I can’t find that among your goals" in said(answer)


async def test_a_number_is_a_title(world: World) -> None:
    await world.declare(world.alice, "2")
    await world.declare(world.alice, "Swim")

    answer = await world.check_in(world.alice, goal="2")

    assert "**\u20682\u2069**" in said(answer)
    assert "Swim" not in said(answer)


async def test_goals_of_the_same_title_are_told_apart_by_autocomplete(world: World) -> None:
    await world.declare(world.alice, "Swim", "weekly on tue")
    await world.declare(world.alice, "Swim", "daily")
    offered = await world.alice.autocomplete(world.general, "goal show", "goal", "Swim")

    shown = [await world.ask(world.alice, "goal show", goal=choice["value"]) for choice in offered]

    assert ["every Tuesday" in text for text in shown] == [False, True]


async def test_a_choice_of_someone_else_is_not_found(world: World) -> None:
    await world.declare(world.alice, "Swim")
    await world.declare(world.bob, "Walk")
    [choice] = await world.alice.autocomplete(world.general, "checkin", "goal", "")

    answer = await world.check_in(world.bob, goal=choice["value"])

    assert "I can’t find that among your goals" in said(answer)


async def test_a_goal_declared_anew_is_found_before_the_one_that_is_over(world: World) -> None:
    for deadline in ("2026-01-01 17:00", "2026-01-10"):
        form = await world.declare(world.alice, "Essay", "once")
        await world.alice.submit_modal(form, {"text": deadline})
        await world.next_day(2)

    assert "🎉" in said(await world.check_in(world.alice, goal="essay"))


async def test_an_action_that_can_not_be_posted_is_still_recorded(world: World) -> None:
    await world.declare(world.alice)
    world.env.inject_error("POST", "/interactions/*/*/callback", status=403, code=50013)

    answer = await world.check_in(world.alice)

    assert "it counts" in said(answer)
    assert "**Current streak** 1" in await world.ask(world.alice, "streak")


async def test_check_ins_are_read_in_the_order_in_which_they_were_recorded(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice)
    await world.next_day()
    await world.check_in(world.alice)
    await world.check_in(world.alice, date="yesterday")

    alice = Member(ServerId(world.guild.id), MemberId(world.alice.id))
    ((goal, _),) = await bot.database.read(goals.all_of, alice)
    found = await bot.database.read(activity.load, goal)

    assert [check_in.day.day for check_in in found.check_ins] == [2, 1]
