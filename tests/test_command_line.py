"""The commands for self-hosters that need no database."""

from importlib.metadata import version

from click.testing import CliRunner

from accountabot.cli import app
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.services.privacy.backup_days import BackupDays
from accountabot.ui.privacy import privacy_card


def printed(*arguments: str) -> str:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_version_is_printed() -> None:
    assert printed("--version") == f"accountabot {version('accountabot')}\n"


def test_the_privacy_policy_says_all_that_members_are_told_and_names_the_contact() -> None:
    told = privacy_card(Member(ServerId(1), MemberId(2)), BackupDays(7)).walk_children()
    paragraphs = [part.content for part in told if hasattr(part, "content")]

    policy = printed("privacy-policy", "--contact", "Ann, ann@example.org")

    assert policy.startswith("# Privacy policy\n\n")
    assert "Ann, ann@example.org" in policy
    assert len(paragraphs) > 10
    assert not [each for each in paragraphs if each.removeprefix("#") not in policy]
    assert "`/data delete`" in policy
    assert "I keep my last copy until a newer one succeeds." in policy


def test_a_privacy_policy_without_a_contact_asks_for_one() -> None:
    assert "[your name, and an address" in printed("privacy-policy")
