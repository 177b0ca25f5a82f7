"""Let owners write custom greetings, with a preview before saving."""

from functools import partial

from discord.app_commands import command
from discord.ui import Modal

from accountabot.domain.identifiers import PendingId
from accountabot.domain.refusals import Refusal
from accountabot.services.greetings import greeting_templates
from accountabot.services.greetings.greeting_templates import TemplatesPreview, fingerprint
from accountabot.ui import responses
from accountabot.ui.cards import Card, text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.acknowledgements import defer, update_message
from accountabot.ui.greetings.template_cards import preview_templates, templates_modal
from accountabot.ui.greetings.trial_greeting import post_test_greeting
from accountabot.ui.localization import say
from accountabot.ui.mention_tracking import custom_ids
from accountabot.ui.modals import Submission, open_modal
from accountabot.ui.responses import act, database, member, prepare


@command()
async def greeting(interaction: Interaction) -> None:
    """Write your own greetings for newcomers: up to five, used in rotation"""
    await _ask_words(interaction, "templates-new", is_back=False)


@command()
async def returning(interaction: Interaction) -> None:
    """Write your own greetings for returning members: up to five, used in rotation"""
    await _ask_words(interaction, "templates-returning", is_back=True)


class SaveTemplates(PersistentItem, template=template("templates-save")):
    """The *Save* button of a preview."""

    async def on_press(self, interaction: Interaction) -> None:
        """Save the greetings, or show a new preview if someone else changed them."""
        result = await act(interaction, greeting_templates.accept, PendingId(self.subject))
        if isinstance(result, TemplatesPreview):
            responses.set_unrecorded(interaction)
            await update_message(interaction, preview_templates(interaction, result))
            return
        said = (
            say("templates-saved", count=len(result.templates))
            if result.templates
            else say("templates-saved-own")
        )
        already = None if result.is_new else say("setup-already")
        await update_message(interaction, Card(text(said, already)))


class TestTemplates(PersistentItem, template=template("templates-test")):
    """The *Test* button of a preview."""

    async def on_press(self, interaction: Interaction) -> None:
        """Post a test greeting that pings only the owner."""
        read = database(interaction).read
        await post_test_greeting(
            interaction,
            await read(
                greeting_templates.load_proposed, member(interaction), PendingId(self.subject)
            ),
        )


class RemoveTest(PersistentItem, template=template("greeting-untest")):
    """The *Remove test* button of a test greeting, for its owner and others who manage the server.

    It deletes the message that it is on, whose content has nothing else.
    """

    async def on_press(self, interaction: Interaction) -> None:
        """Delete the test greeting."""
        if interaction.user.id != self.subject and not interaction.permissions.manage_guild:
            raise Refusal("greeting-untested-not-yours")
        if not interaction.message or self.custom_id not in custom_ids(interaction.message):
            raise Refusal("control-unknown")
        await defer(interaction)
        await interaction.delete_original_response()


class DiscardTemplates(PersistentItem, template=template("templates-cancel")):
    """The *Cancel* button of a preview."""

    async def on_press(self, interaction: Interaction) -> None:
        """Discard the greetings."""
        await database(interaction).write(
            greeting_templates.discard, member(interaction), PendingId(self.subject)
        )
        await update_message(interaction, Card(text(say("templates-left"))))


async def _words_typed(interaction: Interaction, sent: Submission, *, is_back: bool) -> None:
    """Preview the submitted greetings."""
    propose = greeting_templates.propose
    typed = [*sent.fields.values()]
    proposal = await prepare(interaction, propose, typed, sent.detail, is_back=is_back)
    await responses.show(interaction, preview_templates(interaction, proposal))


async def _build_again(verb: str, _: Interaction, sent: Submission, *, is_back: bool) -> Modal:
    typed = tuple(sent.fields.values())
    return templates_modal(verb, sent.subject, typed, sent.detail, is_back=is_back)


async def _ask_words(interaction: Interaction, verb: str, *, is_back: bool) -> None:
    server = responses.server_id(interaction)
    known = await database(interaction).read(
        greeting_templates.current_templates, server, is_back=is_back
    )
    modal = templates_modal(verb, server, known, fingerprint(known), is_back=is_back)
    await open_modal(interaction, modal)


async def setup(bot: Client) -> None:
    """Load the items and add the commands to the existing `/setup` group."""
    for verb, is_back in (("templates-new", False), ("templates-returning", True)):
        bot.modals.register(
            verb,
            partial(_words_typed, is_back=is_back),
            partial(_build_again, verb, is_back=is_back),
        )
    bot.add_dynamic_items(SaveTemplates, TestTemplates, RemoveTest, DiscardTemplates)
    bot.group_of("Setup").add_command(greeting)
    bot.group_of("Setup").add_command(returning)
