"""Draw what a file of settings would change, every new greeting whole as far as there is room, and what it changed."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from discord import ButtonStyle, Guild, TextChannel

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.server.server_settings import SETTINGS, SettingKind
from accountabot.domain.server.settings import SettingName
from accountabot.phrases.settings_format import FileChannel, SettingsFile
from accountabot.services.server.settings_files import ImportPreview, ImportResult, ImportStep
from accountabot.ui import dates
from accountabot.ui.cards import DONE, GOING, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.permissions import NEEDED, missing
from accountabot.ui.server.setting_text import around, called, changed, excerpt, own_words, rewords

MOST = 3_800
"""Characters; a message has 4,000."""
MOST_DATES = 10
_ROOM = 40
"""Characters of a reason, or of a greeting that can't be shown whole."""


def preview_card(
    guild: Guild,
    preview: ImportPreview,
    file: SettingsFile | None = None,
    unfound: Mapping[SettingName, FileChannel] | None = None,
) -> Card:
    """Draw what a file would change, and what it would not; nothing is changed yet."""
    lost = {
        name: each
        for name, each in (unfound or {}).items()
        if not _is_held(guild, each, preview.held[name])
    }
    notes = [*_notes(guild, preview, file, lost)]
    if not preview.steps:
        return Card(
            text(say("import-unusable") if lost or preview.over else say("import-same"), *notes)
        )
    head = say("import-anew") if preview.is_anew else say("import-preview")
    use = button(
        say("button-import-use"),
        custom_id("import-use", guild.id, preview.key),
        ButtonStyle.success,
    )
    leave = button(say("button-import-leave"), custom_id("import-leave", guild.id, preview.key))
    listed = _listed(preview.steps, MOST - _size([head, *notes]))
    return Card(text(head), text(*listed), text(*notes), row(use, leave), colour=GOING)


def done_card(guild: Guild, imported: ImportResult) -> Card:
    """Draw what a file changed, and what it needs."""
    left = [say("import-lost", what=called(step.name)) for step in imported.left]
    done = say("import-done", count=len(imported.steps))
    return Card(text(done, *left, *_lacking(guild, imported.steps)), colour=DONE)


def _is_held(guild: Guild, channel: FileChannel, held: str) -> bool:
    """Tell whether a channel that a file names is the one that holds here, by what it is or by what it is called."""
    here = guild.get_channel(int(held)) if held.isdecimal() else None
    return str(channel.id) == held or (here is not None and here.name == channel.name)


def _notes(
    guild: Guild,
    preview: ImportPreview,
    file: SettingsFile | None,
    unfound: Mapping[SettingName, FileChannel],
) -> Iterator[str]:
    yield from _lacking(guild, preview.steps)
    if file and file.server != guild.id:
        yield say("import-from-elsewhere", server=escape(file.server_name))
    for name, channel in unfound.items():
        yield say(
            "import-unfound", what=called(name), channel=excerpt(channel.name or str(channel.id))
        )
    if preview.over:
        yield say("import-over", count=preview.over)
    yield say("import-rest")


def _lacking(guild: Guild, steps: Sequence[ImportStep]) -> Iterator[str]:
    """Say what the bot is not allowed to do in the channels that a file chooses."""
    for step in steps:
        channel = (
            guild.get_channel(int(step.after))
            if step.name in NEEDED and step.after.isdecimal()
            else None
        )
        if isinstance(channel, TextChannel) and (lacks := missing(channel, NEEDED[step.name])):
            yield say(
                "import-lacks", what=called(step.name), channel=str(channel.id), permissions=lacks
            )


def _listed(steps: Sequence[ImportStep], room: int) -> list[str]:
    """Return a line for each change, greetings before dates where there is not room for all."""
    values = _values([step for step in steps if step.name is not SettingName.EXCUSE], room - 200)
    return [
        *values,
        *_dates([step for step in steps if step.name is SettingName.EXCUSE], room - _size(values)),
    ]


def _values(steps: Sequence[ImportStep], room: int) -> list[str]:
    whole: set[str] = set()
    for words in (
        each for step in steps if _is_words(step) for each in rewords(step.before, step.after).new
    ):
        if _size(_lines(steps, {*whole, words})) <= room:
            whole.add(words)
    return _lines(steps, whole)


def _lines(steps: Sequence[ImportStep], whole: Collection[str]) -> list[str]:
    """Return the lines of changes, where only some greetings are shown whole."""
    lines = []
    cut = 0
    for step in steps:
        if not _is_words(step):
            lines.append(f"- {changed(step.name, step.before, step.after)}")
            continue
        words = rewords(step.before, step.after)
        new = {
            each: escape(each) if each in whole else around(each, words.all, _ROOM)
            for each in words.new
        }
        cut += sum(shown != escape(each) for each, shown in new.items())
        lines.append(
            say(
                "import-words",
                what=called(step.name),
                note=own_words(step.before, step.after) or "",
            )
        )
        lines += [say("import-words-new", words=shown) for shown in new.values()]
        lines += [
            say("import-words-gone", words=around(each, words.all, _ROOM)) for each in words.gone
        ]
    return [*lines, say("import-cut", count=cut)] if cut else lines


def _dates(steps: Sequence[ImportStep], room: int) -> list[str]:
    """Return lines for dates that would be excused: how many they are, from when to when, and the first of them."""
    said = [_date(step) for step in steps]
    if len(said) < 2:  # noqa: PLR2004 - one needs no summary
        return [f"- {say('holds-excused', day=day)}" for day in said]
    first, last = (dates.full_date(LocalDay.fromisoformat(steps[n].after)) for n in (0, -1))
    lines = [say("import-dates", count=len(said), first=first, last=last)]
    lines += [say("import-date", day=day) for day in said[:MOST_DATES]]
    while _size(lines) > room - 40 and len(lines) > 1:
        lines.pop()
    more = len(said) - len(lines) + 1
    return [*lines, say("import-more", count=more)] if more else lines


def _date(step: ImportStep) -> str:
    day = dates.full_date(LocalDay.fromisoformat(step.after))
    return f"{day} · {excerpt(step.note, _ROOM)}" if step.note else day


def _is_words(step: ImportStep) -> bool:
    return SETTINGS[step.name].kind is SettingKind.WORDS


def _size(lines: Sequence[str]) -> int:
    return sum(len(line) + 1 for line in lines)
