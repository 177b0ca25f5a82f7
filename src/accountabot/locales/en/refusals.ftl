# What a member is told when something can't be done, and how to go on.

text-empty = There is nothing to read in that. Say it in 1 to { $limit } characters that can be seen; I got { $length } that can’t.
text-too-long = That is { $length } characters; up to { $limit } fit. Say it a little shorter.
schedule-unreadable = I read **{ $read }** as the schedule and could not make sense of it. It can be `daily`, `weekly on tue,thu`, `3 per week`, `every 2 weeks`, `monthly on last` or `once`.
amount-out-of-range = I can count from { $lowest } to { $highest }. Try a number like `20`, or `at most 2` for a limit.
amount-not-asked = This goal counts days, not amounts. Leave the amount out, or say it in the note.
deadline-unreadable = I read **{ $read }** and could not tell which day that is. Try `2026-12-24`, `2026-12-24 17:00` or `next Friday`.
deadline-past = I understood { $understood }, and that has passed. Try a day to come, like `tomorrow 17:00`.
deadline-far = I understood { $understood }, and that is more than ten years away. Try something nearer, like `2026-12-24`.
start-past = I understood { $understood } as the first day, and that has passed. Try one to come, like `from tomorrow`.
until-before-start = I understood { $understood } as the last day, and it begins on { $start }. Try a later one, like `until 2026-12-24`.
goals-too-many = You have { $limit } goals going, and that is plenty. `/goal complete` finishes one, `/goal drop` lets one go; `/goal list` shows them all.
no-goals-yet = You have no goal here yet. `/goal declare` and one sentence is all it takes.
nothing-going = Nothing of yours is going right now. Something new? `/goal declare`
goal-gone = That goal is gone: it was taken back or deleted.
goal-not-yours = I can’t find that among your goals here. Yours are:
    { $goals }
goal-completed = That one is done already. Something new? `/goal declare`
goal-over = Its last day was { $last }, so that goal is over. Want to go on? Declare it anew: `/goal declare`
until-without-day = I understood { $understood } as the last day, and nothing would be due until then. Try a later one.
control-unknown = I don’t know that button or form. Try the command itself; `/help` names them.
zone-too-often = That is { $limit } moves in a day, and each is kept for ever. Try again tomorrow.
goal-dropped = That one was dropped. Something new? `/goal declare`
before-the-start = That goal begins on { $start }, and { $day } is before that.
day-over = That was about { $day }, and its time is over.
deadline-over = The time for this one ran out { $closed }. Want to have another go? Declare it anew: `/goal declare`
button-not-yours = This button is <@{ $owner }>’s, for **{ $title }**. You can hold them to it, or cheer.
draft-gone = That sentence was declared or forgotten since. Say it again: `/goal declare`
witness-own = You can’t be your own witness – that is what the others are for.
cheer-own = That one is yours; leave the cheering to the others.
channel-gone = That channel is gone. Pick another one; nothing is changed.
undo-nothing = There is nothing of yours to take back.
undo-already = That was taken back already.
undo-too-late = That was more than 15 minutes ago, so it stands. It is on the record, and it is all right.

not-saved = Not saved, nothing changed – my memory is busy or out of reach. Please try again in a moment. (Reference `{ $reference }`)
form-text = What you typed: { $text }
something-broke = Sorry, something went wrong on my side; I wrote it down. If it happens again, tell whoever runs me: `{ $reference }`
