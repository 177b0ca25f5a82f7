import pytest

from accountabot.ui.fluent_messages import Messages

SOURCE = """
# A comment
hello = Hello, { $name }!
    .warmer = Hi { $name }!
spaces = { "" }  { "{" }ok{ "}" }

### A section
days = { $count ->
        [0] No day
        [one] { $count } day
       *[other] { $count } days
    }
nested = { $private ->
        [1] { $streak ->
            [one] secret
           *[other] secret { $streak }
        }
       *[0] public
    }
kind = { $kind ->
        [week] weekly
       *[other] { SHOUT("other", mark: "?") }
    }
"""


@pytest.fixture
def messages() -> Messages:
    return Messages([SOURCE, "more = From another file\n"], {"SHOUT": shout})


def shout(text: str, mark: str = "!") -> str:
    return text.upper() + mark


def said(messages: Messages, key: str, **given: str | int) -> list[str]:
    return [messages.format(wording, given) for wording in messages.wordings(key)]


@pytest.mark.parametrize(
    ("key", "given", "wordings"),
    [
        ("hello", {"name": "Ann"}, ["Hello, Ann!", "Hi Ann!"]),
        ("spaces", {}, ["  {ok}"]),
        ("days", {"count": 0}, ["No day"]),
        ("days", {"count": 1}, ["1 day"]),
        ("days", {"count": 1234}, ["1234 days"]),
        ("nested", {"private": 1, "streak": 2}, ["secret 2"]),
        ("nested", {"private": 0, "streak": 2}, ["public"]),
        ("nested", {"private": "1", "streak": 2}, ["public"]),
        ("kind", {"kind": "week"}, ["weekly"]),
        ("kind", {"kind": "{ $kind }"}, ["OTHER?"]),
        ("more", {}, ["From another file"]),
    ],
)
def test_a_message_is_filled_in(
    messages: Messages, key: str, given: dict[str, str | int], wordings: list[str]
) -> None:
    assert said(messages, key, **given) == wordings


def test_what_members_write_is_never_parsed(messages: Messages) -> None:
    assert said(messages, "hello", name='{ SHOUT("a") }')[0] == 'Hello, { SHOUT("a") }!'


@pytest.mark.parametrize(("key", "given"), [("missing", {}), ("hello", {}), ("days", {"of": 1})])
def test_a_missing_message_or_variable_is_an_error(
    messages: Messages, key: str, given: dict[str, int]
) -> None:
    with pytest.raises(KeyError):
        said(messages, key, **given)
