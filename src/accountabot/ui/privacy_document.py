"""Write the privacy policy as a document that self-hosters can publish."""

from accountabot.ui.localization import say
from accountabot.ui.privacy import privacy_paragraphs


def privacy_document(contact: str | None, version: str, backups: int) -> str:
    """Return the policy in Markdown: the paragraphs of `/privacy`, and how to reach the hoster."""
    said = [
        say("policy-title"),
        say("policy-about", version=version),
        say("policy-contact", contact=contact or say("policy-contact-missing")),
        say("privacy-title").replace("### ", "## ", 1),
        *privacy_paragraphs(backups),
        say("policy-discord"),
    ]
    return "\n\n".join(said)
