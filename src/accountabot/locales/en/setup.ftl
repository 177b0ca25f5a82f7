# What owners set for a whole server, in words: who changed what, and settings in a file.

setting-zone = Days follow
setting-week-start = Weeks begin on
setting-freezes = Freezes
setting-goals = Goals are posted in
setting-check-ins = Check-ins are posted in
setting-check-in-channel = Plain messages count in
setting-greetings = Newcomers are greeted in
setting-greetings-by-message = Greetings by direct message
setting-greeting = Greetings for newcomers
setting-returning = Greetings for those who come back
holds-now = **{ $what }** { $before } → { $after }
holds-excused = **Excused for everyone** { $day }
holds-unexcused = **Excused no more** { $day }
holds-freezes = one for every { $every } in a row, up to { $most } in hand
holds-freezes-off = off
holds-on = on
holds-off = off
holds-nowhere-goals = wherever they are declared
holds-nowhere-check-ins = wherever they are said
holds-nowhere-check-in-channel = no channel
holds-nowhere-greetings = wherever I find best
holds-words = **{ $what }**
holds-words-new = new: { $words }
holds-words-gone = gone: { $words }
holds-words-mine = my own words hold again
holds-words-not-mine = instead of my own words
holds-words-order = the same, in another order

log-title = ### 🗒️ Who changed what here
log-not-yours = Someone else opened that. Yours: `/setup log`
log-empty = Nobody has changed anything yet. `/setup show` has what holds all the same.
log-blocked = **Blocked** { $member }
log-unblocked = **Let back in** { $member }

export-done = 📄 Here is what holds on this server, with excused dates that are not over yet. Nothing about members is in it. You can read and change it, and `/setup import` brings it back, here or on another server; you see what it changes before it does.

import-preview = ### 📄 This is what the file would change
    Nothing is changed yet.
import-anew = ### 📄 Look again, please
    Somebody changed something while you were looking, so nothing of the file is used yet. This is what it would change now.
import-words = - **{ $what }** { $note }
import-words-new = { "  " }- new: { $words }
import-words-gone = { "  " }- gone: { $words }
import-cut = { $count ->
        [one] -# One new greeting is too long to be shown whole here.
       *[other] -# { $count } new greetings are too long to be shown whole here.
    } What is left out stands in the file: look there before you use it.
import-dates = - **Excused for everyone** { $count } dates, from { $first } to { $last }
import-date = { "  " }- { $day }
import-more = { "  " }- … and { $count } more
import-same = 📄 What that file says holds here already, so there is nothing to change.
import-unusable = 📄 Nothing of that file can change anything here:
import-lacks = -# ⚠️ **{ $what }** <#{ $channel }>: I may not { $permissions } there yet. You can change that in the channel’s settings, under Permissions.
import-from-elsewhere = -# It comes from another server, { $server }. Channels are looked for here by their names.
import-unfound = -# **{ $what }** stays as it is: I found no channel { $channel } here, or several, or may not write there. `/setup channels` picks one.
import-over = { $count ->
        [one] -# One date to excuse is over already and left out.
       *[other] -# { $count } dates to excuse are over already and left out.
    }
import-rest = -# Whatever is not in the file stays as it is.
button-import-use = Use these settings
button-import-leave = Leave it
import-done = { $count ->
        [0] Nothing was left to change.
        [one] 📄 Done! One thing is different now; `/setup log` remembers what it was.
       *[other] 📄 Done! { $count } things are different now; `/setup log` remembers what they were.
    }
import-lost = **{ $what }** stays as it is: the channel from the file is gone. `/setup channels` picks another one.
import-left = Left as it was.
import-gone = That was decided already, or a newer file came since. `/setup show` has what holds, and `/setup import` takes the file again.

file-too-big = That file is bigger than { $limit } KiB, and settings never are. Send the one that `/setup export` made; it ends in `.json`.
file-lost = The file did not arrive. Could you send it once more? If it does not work, wait a minute first.
file-not-text = I can’t read that as text. If you changed it in an editor, save it as UTF-8 and send it again.
file-not-json = I lose the thread at line { $line }, character { $column }: JSON does not go on like that. Often it is a comma or a quotation mark; `/setup export` gives you one that works.
file-too-deep = There are lists in lists in lists in there, deeper than settings ever go. `/setup export` gives you one that works.
file-number-long = There is a number in it that is longer than any setting. `/setup export` gives you one that works.
file-no-number = { $found } is no number that I could set. Take one that can be counted, like `7`.
file-twice = { $key } stands in it twice, and I can’t tell which one you mean. Take one of them out and send it again.
file-not-settings = That is no file of settings that I know: one begins with “{ $mark }”, names its server, and has “settings”. `/setup export` gives you one to start from.
file-newer = That file is of version { $version }, and I only know 1: it comes from a newer accountabot. Whoever hosts me can update me; or export it there, and set the few things that matter with `/setup`.
file-older = There never was a version { $version } of these files. Put a `1` there, or start from `/setup export`.
file-unknown-key = I don’t know { $key }. The nearest that I know is { $near }; nothing is changed.
file-unknown-part = I don’t know { $key } in { $where }. The nearest that I know is { $near }; nothing is changed.
file-text = In { $key }, number { $number } can’t be used:
file-wants-zone = { $key }: I know no place called { $found }. Write it like `"Europe/Lisbon"`.
file-wants-weekday = { $key }: { $found } is no day of the week. Write it like `"Monday"`.
file-wants-freezes = { $key }: { $found } does not work. A freeze can be earned at every { $least } to { $longest } in a row, with 1 to { $most } in hand; a 0 switches freezes off. Write it like `{"{"}"earned every": 7, "at most": 2{"}"}`.
file-wants-channel = { $key }: { $found } is no channel. Write it like `{"{"}"id": "", "name": "general"{"}"}`, or `null` for none in particular; greetings can also be `"off"`.
file-wants-switch = { $key }: { $found } is neither `true` nor `false`, without quotation marks.
file-wants-words = { $key }: { $found } does not work. I take a list of up to { $most } texts, like `["Welcome!"]`, or `[]` for my own words.
file-wants-dates = { $key } is a list of up to { $most } dates{ $count ->
        [0] { "" }
       *[other] , and here are { $count }
    }. Write them like `[{"{"}"date": "2026-12-27", "reason": "Holidays"{"}"}]`.
file-wants-date = { $key }: number { $number }, { $found }, is no date with a reason. Write it like `{"{"}"date": "2026-12-27", "reason": "Holidays"{"}"}`.
