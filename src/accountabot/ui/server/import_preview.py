"""Build the preview and the result of a settings import."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from discord import ButtonStyle, Guild, TextChannel

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.server.server_settings import SETTINGS, SettingKind
from accountabot.domain.server.settings import SettingName
from accountabot.domain.streaks.streak_roles import MOST_ROLES
from accountabot.phrases.settings_format import SettingsFile
from accountabot.phrases.settings_values import FileChannel
from accountabot.services.server.settings_files import ImportPreview, ImportResult, ImportStep
from accountabot.ui import dates
from accountabot.ui.cards import INFO, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.permissions import NEEDED, missing_permissions
from accountabot.ui.server.setting_text import (
    ROLE_ROOM,
    ROOM,
    default_greetings_note,
    describe_change,
    diff_templates,
    distinct_excerpt,
    excerpt,
    setting_title,
)
from accountabot.ui.truncation import truncate

MOST = 3_800
"""Characters in a message; Discord allows 4,000."""
MOST_DATES = 10
_SHORT = 40
"""Characters of a reason, or of a greeting that isn't shown in full."""


def preview_card(
    guild: Guild,
    preview: ImportPreview,
    file: SettingsFile | None = None,
    missing_channels: Mapping[SettingName, FileChannel] | None = None,
    role_notes: Sequence[str] = (),
) -> Card:
    """Build the preview of an import, with notes on settings that can't be imported."""
    unfound = {
        name: channel
        for name, channel in (missing_channels or {}).items()
        if not _is_current(guild, channel, preview.current[name])
    }
    notes = [*role_notes, *_notes(guild, preview, file, unfound)]
    if not preview.steps:
        is_unusable = unfound or preview.past_dates or role_notes
        return Card(text(say("import-unusable" if is_unusable else "import-same"), *notes))
    head = say("import-anew" if preview.is_outdated else "import-preview")
    pending_id = preview.pending or 0
    use = button(
        say("button-import-use"),
        custom_id("import-apply", guild.id, pending_id),
        ButtonStyle.success,
    )
    leave = button(say("button-import-leave"), custom_id("import-cancel", guild.id, pending_id))
    changes = _changes(preview.steps, MOST - _size([head, *notes]))
    return Card(text(head), text(*changes), text(*notes), row(use, leave), colour=INFO)


def done_card(guild: Guild, imported: ImportResult) -> Card:
    """Build the result of an import: applied and skipped changes, missing permissions."""
    skipped = [
        say("import-roles-lost")
        if step.name is SettingName.STREAK_ROLES
        else say("import-lost", what=setting_title(step.name))
        for step in imported.skipped
    ]
    done = say("import-done", count=len(imported.steps))
    return Card(
        text(done, *skipped, *_missing_permissions(guild, imported.steps)),
        colour=INFO,
    )


def _is_current(guild: Guild, channel: FileChannel, current: str) -> bool:
    """Return whether a file's channel is the current one, by ID or by name."""
    here = guild.get_channel(int(current)) if current.isdecimal() else None
    return str(channel.id) == current or (here is not None and here.name == channel.name)


def _notes(
    guild: Guild,
    preview: ImportPreview,
    file: SettingsFile | None,
    unfound: Mapping[SettingName, FileChannel],
) -> Iterator[str]:
    yield from _missing_permissions(guild, preview.steps)
    if file and file.server != guild.id:
        yield say("import-from-elsewhere", server=escape(truncate(file.server_name, ROOM)))
    for name, channel in unfound.items():
        shown = excerpt(truncate(channel.name, 2 * ROOM) or str(channel.id))
        yield say("import-unfound", what=setting_title(name), channel=shown, setting=name.key)
    if preview.past_dates:
        yield say("import-over", count=preview.past_dates)
    yield say("import-rest")


def _missing_permissions(guild: Guild, steps: Sequence[ImportStep]) -> Iterator[str]:
    """Yield a line for each new channel with missing permissions."""
    for step in steps:
        if step.name not in NEEDED or not step.after.isdecimal():
            continue
        channel = guild.get_channel(int(step.after))
        if isinstance(channel, TextChannel) and (
            lacks := missing_permissions(channel, NEEDED[step.name])
        ):
            yield say(
                "import-lacks",
                what=setting_title(step.name),
                channel=str(channel.id),
                permissions=lacks,
            )


def _changes(steps: Sequence[ImportStep], room: int) -> list[str]:
    """Return a line for each change; if space is short, dates are dropped before greetings."""
    values = _values([step for step in steps if step.name is not SettingName.EXCUSE], room - 200)
    excused = [step for step in steps if step.name is SettingName.EXCUSE]
    return [*values, *_dates(excused, room - _size(values))]


def _values(steps: Sequence[ImportStep], room: int) -> list[str]:
    """Return a line for each value, with as many full greetings as fit."""
    full: set[str] = set()
    for step in filter(_has_templates, steps):
        for template in diff_templates(step.before, step.after).added:
            if _size(_lines(steps, {*full, template})) <= room:
                full.add(template)
    return _lines(steps, full)


def _lines(steps: Sequence[ImportStep], full: Collection[str]) -> list[str]:
    """Return a line for each value, with only the greetings in `full` unshortened."""
    lines: list[str] = []
    cut = 0
    for step in steps:
        if not _has_templates(step):
            # of roles, a preview must hide nothing
            room = MOST_ROLES * ROLE_ROOM
            lines.append(f"- {describe_change(step.name, step.before, step.after, room)}")
            continue
        diff = diff_templates(step.before, step.after)
        note = default_greetings_note(step.before, step.after) or ""
        lines.append(say("import-words", what=setting_title(step.name), note=note))
        for template in diff.added:
            whole = escape(template)
            shown = whole if template in full else distinct_excerpt(template, diff.all, _SHORT)
            lines.append(say("import-words-new", words=shown))
            cut += shown != whole
        lines += [
            say("import-words-gone", words=distinct_excerpt(template, diff.all, _SHORT))
            for template in diff.removed
        ]
    return [*lines, say("import-cut", count=cut)] if cut else lines


def _dates(steps: Sequence[ImportStep], room: int) -> list[str]:
    """Return the lines for new excused dates: a summary, and as many dates as fit."""
    listed = [_date(step) for step in steps]
    if len(listed) < 2:  # noqa: PLR2004 - one needs no summary
        return [f"- {say('holds-excused', day=day)}" for day in listed]
    first, last = (dates.full_date(LocalDay.fromisoformat(steps[n].after)) for n in (0, -1))
    lines = [say("import-dates", count=len(listed), first=first, last=last)]
    lines += [say("import-date", day=day) for day in listed[:MOST_DATES]]
    while _size(lines) > room - 40 and len(lines) > 1:
        lines.pop()
    more = len(listed) - len(lines) + 1
    return [*lines, say("import-more", count=more)] if more else lines


def _date(step: ImportStep) -> str:
    day = dates.full_date(LocalDay.fromisoformat(step.after))
    return f"{day} · {excerpt(step.note, _SHORT)}" if step.note else day


def _has_templates(step: ImportStep) -> bool:
    return SETTINGS[step.name].kind is SettingKind.WORDS


def _size(lines: Sequence[str]) -> int:
    return sum(len(line) + 1 for line in lines)
