# The wording of server settings: who changed what, and settings in a file.

setting-zone = Days follow
setting-week-start = Weeks begin on
setting-freezes = Freezes
setting-goals = Channel for goals
setting-check-ins = Channel for check-ins
setting-check-in-channel = Plain messages count in
setting-witnesses = Channel for witnesses
setting-reminders = Reminders
setting-reminder-channel = Channel for reminders
setting-digest = Channel for the weekly digest
setting-digest-day = Day of the weekly digest
setting-digest-hour = Hour of the weekly digest
setting-greetings = Newcomers are greeted in
setting-greetings-by-message = Greetings by direct message
setting-greeting = Greetings for newcomers
setting-returning = Greetings for returning members
holds-board-posted = **Leaderboard posted** { $board }
holds-board-stopped = **Leaderboard stopped** { $board }
holds-now = **{ $what }** { $before } → { $after }
holds-excused = **Excused for everyone** { $day }
holds-unexcused = **No longer excused** { $day }
holds-freezes = { $start } to start with, one for every { $every } in a row, at most { $most } saved up
holds-freezes-off = off
holds-on = on
holds-off = off
holds-nowhere-goals = where they’re declared
holds-nowhere-check-ins = where they’re made
holds-nowhere-check-in-channel = no channel
holds-nowhere-witnesses = none (told privately)
holds-nowhere-reminder-channel = none in particular
holds-offered = { $offered ->
        [at-one-tap] at one tap
        [by-default] by default
       *[off] off
    }
holds-nowhere-digest = none (no digest)
holds-nowhere-greetings = whichever channel seems best
holds-words = **{ $what }**
holds-words-new = new: { $words }
holds-words-gone = removed: { $words }
holds-words-mine = back to my default greetings
holds-words-not-mine = instead of my default greetings
holds-words-order = the same ones in a different order

log-title = ### 🗒️ Who changed what here
log-not-yours = Someone else opened that. You can open your own with { COMMAND("setup log") }.
log-empty = Nobody has changed anything yet. { COMMAND("setup show") } lists the current settings.
log-blocked = **Blocked** { $member }
log-unblocked = **Unblocked** { $member }

export-done = 📄 Here are this server’s settings, including excused dates that haven’t passed yet. There’s nothing about members in it. You can read and change the file, and load it with { COMMAND("setup import") }, here or on another server; you’ll see what it would change before it does.

import-preview = ### 📄 This is what the file would change
    Nothing has changed yet.
import-anew = ### 📄 Please take another look
    Someone changed something while you were looking, so nothing in the file has been used yet. This is what it would change now.
import-words = - **{ $what }** { $note }
import-words-new = { "  " }- new: { $words }
import-words-gone = { "  " }- removed: { $words }
import-cut = { $count ->
        [one] -# One new greeting is too long to show in full here.
       *[other] -# { $count } new greetings are too long to show in full here.
    } The rest is in the file: have a look there before you use it.
import-dates = - **Excused for everyone** { $count } dates, from { $first } to { $last }
import-date = { "  " }- { $day }
import-more = { "  " }- … and { $count } more
import-same = 📄 This server already has all the settings in that file, so there’s nothing to change.
import-unusable = 📄 I can’t use anything in that file here:
import-lacks = -# ⚠️ **{ $what }** <#{ $channel }>: I can’t { $permissions } there yet. You can change that in the channel’s settings, under Permissions.
import-from-elsewhere = -# It comes from another server, { $server }. I match its channels to the ones here by name.
import-unfound = -# **{ $what }**: no change. There’s no channel { $channel } here, there’s more than one, or I can’t post in it. { $setting ->
        [digest] You can pick one with { COMMAND("setup digest") }.
        [check-in-channel] You can pick one with { COMMAND("setup checkin-channel") }.
       *[other] You can pick one with { COMMAND("setup channels") }.
    }
import-over = { $count ->
        [one] -# One of the excused dates has already passed, so I’ve left it out.
       *[other] -# { $count } of the excused dates have already passed, so I’ve left them out.
    }
import-rest = -# Anything that isn’t in the file stays as it is.
button-import-use = Use these settings
button-import-leave = Cancel
import-done = { $count ->
        [0] There was nothing left to change.
        [one] 📄 Done! One change made; { COMMAND("setup log") } remembers how it was before.
       *[other] 📄 Done! { $count } changes made; { COMMAND("setup log") } remembers how it was before.
    }
import-lost = **{ $what }**: no change, because the channel from the file is gone. You can pick another one with { COMMAND("setup channels") }.
import-left = Nothing changed.
import-gone = You’ve already used or cancelled that, or sent a newer file since. { COMMAND("setup show") } has the current settings, and you can use { COMMAND("setup import") } again.

file-too-big = That file is bigger than { $limit } KiB, and settings never are. Send the one that { COMMAND("setup export") } made; its name ends in `.json`.
file-lost = The file didn’t arrive. Could you send it again? If it still doesn’t work, wait a minute and try once more.
file-not-text = I can’t read that as text. If you changed it in an editor, save it as UTF-8 and send it again.
file-not-json = I got lost at line { $line }, character { $column }: that isn’t valid JSON. Often it’s a comma or a quotation mark; { COMMAND("setup export") } gives you a file that works.
file-too-deep = There are lists inside lists inside lists in that file – more than any setting needs. { COMMAND("setup export") } gives you a file that works.
file-number-long = There’s a number in it that’s longer than any setting needs. { COMMAND("setup export") } gives you a file that works.
file-no-number = { $found } isn’t a number I can use. Try an ordinary one, like `7`.
file-twice = { $key } is in there twice, and I can’t tell which one you mean. Take one of them out and send it again.
file-not-settings = That doesn’t look like a settings file. A settings file begins with “{ $mark }”, names its server, and has “settings”. { COMMAND("setup export") } gives you one to start from.
file-newer = That file is version { $version }, and I only know versions up to { $newest }: it comes from a newer accountabot. The people who run me can update me, or { COMMAND("setup start") } sets the few things that matter.
file-older = There has never been a version { $version } of these files. The newest is { $newest }; put that there, or start from { COMMAND("setup export") }.
file-unknown-key = I don’t know { $key }. The closest I know is { $near }; nothing has changed.
file-unknown-part = I don’t know { $key } in { $where }. The closest I know is { $near }; nothing has changed.
file-text = In { $key }, number { $number } can’t be used:
file-wants-zone = { $key }: I don’t know a place called { $found }. Write it like `"Europe/Lisbon"`.
file-wants-weekday = { $key }: { $found } isn’t a day of the week. Write it like `"Monday"`.
file-wants-hour = { $key }: { $found } isn’t a full hour. Write a number from 0 to 23, like `9`, without quotation marks.
file-wants-freezes = { $key }: { $found } doesn’t work. Pick three numbers: the freezes that a goal starts with (0 to { $start }), the number in a row that earns another ({ $least } to { $longest }), and the most freezes that a goal can save up (1 to { $most }). To turn freezes off, set either of the last two to 0. Write it like `{"{"}"to start with": 1, "earned every": 7, "at most": 2{"}"}`.
file-wants-channel = { $key }: { $found } isn’t a channel. Write it like `{"{"}"id": "", "name": "general"{"}"}`, or `null` for none in particular; greetings can also be `"off"`.
file-wants-switch = { $key }: { $found } doesn’t work. Write `true` or `false`, without quotation marks.
file-wants-offer = { $key }: { $found } doesn’t work. Write `"at one tap"`, `"by default"` or `"off"`.
file-wants-words = { $key }: { $found } doesn’t work. It takes a list of up to { $most } greetings, like `["Welcome!"]`, or `[]` for my default greetings.
file-wants-dates = { $key } takes a list of up to { $most } dates{ $count ->
        [0] { "" }
       *[other] , and this one has { $count }
    }. Write them like `[{"{"}"date": "2026-12-27", "reason": "Holidays"{"}"}]`.
file-wants-date = { $key }: number { $number }, { $found }, isn’t a date with a reason. Write it like `{"{"}"date": "2026-12-27", "reason": "Holidays"{"}"}`.
