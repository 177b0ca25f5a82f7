"""Write the privacy policy as a document that self-hosters can publish."""

from accountabot.services.privacy.backup_days import BackupDays
from accountabot.ui.localization import say
from accountabot.ui.privacy import privacy_paragraphs


def privacy_document(contact: str | None, version: str, backups: BackupDays) -> str:
    """Return the policy in Markdown: the paragraphs of `/privacy`, and how to reach the hoster."""
    said = [
        say("policy-title"),
        say("policy-about", version=version),
        say("policy-contact", contact=contact or say("policy-contact-missing")),
        say("privacy-title").replace("### ", "## ", 1),
        *privacy_paragraphs(backups),
        *([say("policy-backups")] if backups.are_made else []),
        say("policy-discord"),
    ]
    return "\n\n".join(said)
