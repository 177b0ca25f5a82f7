# What members are told when something can’t be done, and how they can continue.

text-empty = I can’t see any text in your { $field }. Use 1 to { $limit } visible characters; { $length ->
        [0] I got none
        [one] the one I got is invisible
       *[other] all { $length } I got are invisible
    }.
text-too-long = Your { $field } has { $length } characters; at most { $limit } fit. Could you make it a little shorter?
text-field = { $field ->
        [goal] goal’s sentence
        [title] goal’s title
        [schedule] schedule
        [unit] unit
        [plan] plan
        [note] note
        [reason] reason
        [message] message
        [date] date
        [place] city or time zone
        [disclosure] disclosure
        [introduction] answer
        [greeting] greeting
       *[text] text
    }
schedule-unreadable = I read **{ $read }** as the schedule and couldn’t make sense of it. It can be `daily`, `weekly on tue,thu`, `3 per week`, `every 2 weeks`, `monthly on last` or `once`.
amount-out-of-range = The amount has to be a number from { $lowest } to { $highest }. Try a number like `20`, or `at most 2` for a limit.
amount-unclear = I couldn’t make sense of **{ $read }** as an amount. The amount has to be a number from { $lowest } to { $highest }. Try a number like `20`, `20 pages`, or `at most 2` for a limit.
amount-unreadable = I couldn’t make sense of **{ $read }** as an amount. This goal counts **{ $unit }**, from { $lowest } to { $highest }. Try a number like **{ $example }**.
amount-unreadable-bare = I couldn’t make sense of **{ $read }** as an amount. It has to be a number from { $lowest } to { $highest }. Try a number like **{ $example }**.
amount-range = This goal counts **{ $unit }**, from { $lowest } to { $highest }. Try a number like **{ $example }**.
amount-range-bare = The amount has to be a number from { $lowest } to { $highest }. Try a number like **{ $example }**.
amount-other-unit = This goal counts **{ $unit }**, and I can’t turn **{ $read }** into that. Try something like **{ $example }**, or just the number.
amount-other-unit-bare = This goal has no unit, so I can’t tell what **{ $read }** would be. Try just the number, like **{ $example }**.
amount-not-asked = This goal counts days, not amounts. Leave the amount out, or put it in the note.
deadline-unreadable = I read **{ $read }** and couldn’t tell which day that is. Try something like `tomorrow`, `in 2 weeks` or `Dec 24`.
deadline-past = I read that as { $understood }, which has already passed. Try a later one, like `tomorrow 17:00`.
deadline-far = I read that as { $understood }, which is more than ten years away. Try something sooner, like `Dec 24`.
start-past = I read the first day as { $understood }, which has already passed. Try a later one, like `from tomorrow`.
until-before-start = I read the last day as { $understood }, but the goal starts on { $start }. Try a later one, like `{ $example }`.
goals-too-many = You have { $limit } goals going, and that’s plenty. { COMMAND("goal complete") } finishes one, { COMMAND("goal drop") } lets one go, and { COMMAND("goal list") } shows them all.
no-goals-yet = You have no goals here yet. { COMMAND("goal declare") } and one sentence is all it takes.
nothing-going = You have no active goals right now. Up for something new? { COMMAND("goal declare") }
only-yesterday = There’s nothing to do today, but these are still open from yesterday:
    { $goals }
    Did you do one of them? In { COMMAND("checkin") }, pick *yesterday* as the date.
goal-gone = That goal is gone: it was undone or deleted.
goal-not-yours = I can’t find that among your goals here. Here’s what you have:
    { $goals }
goal-completed = That one is already completed. Up for something new? { COMMAND("goal declare") }
goal-over = Its last day was { $last }, so that goal is over. Want to keep going? Declare it again: { COMMAND("goal declare") }
until-without-day = I read the last day as { $understood }, but nothing would be due by then. Try a later one.
control-unknown = I don’t know that button or form. Try the command itself; { COMMAND("help") } shows what there is.
zone-too-often = You’ve changed your time zone { $limit } times in a day, and each change stays on record. Try again tomorrow.
goal-dropped = That one was dropped. Up for something new? { COMMAND("goal declare") }
before-the-start = That goal starts on { $start }, and { $day } is before that.
day-over = That was for { $day }, and it’s too late to add to that day.
deadline-over = The time for this one ran out on { $closed }. Want another go? Declare it again: { COMMAND("goal declare") }
button-not-yours = Only <@{ $owner }> can use that button for **{ $title }**. You can hold them to it, or cheer.
draft-gone = That goal has already been declared, or what you typed has expired. Enter it again: { COMMAND("goal declare") }
offer-declared = You’ve already declared that sentence, just split up differently. Prefer it this way? First undo or drop what you have, with { COMMAND("undo") } or { COMMAND("goal drop") }.
witness-own = You can’t be your own witness – that’s what everyone else is for.
cheer-own = That one is yours; leave the cheering to everyone else.
channel-gone = That channel is gone. Pick another one; nothing has changed.
server-unseen = Discord isn’t showing me this server at the moment, so I can’t check its channels. Nothing has changed. It usually comes back by itself, so please try again in a few minutes.
undo-nothing = You have nothing to undo.
undo-already = That was already undone.
undo-too-late = That was more than 15 minutes ago, so it stays. It’s on the record, and that’s all right.

not-saved = That wasn’t saved, and nothing changed – my database is busy or unavailable. Please try again in a moment. (Reference `{ $reference }`)
not-saved-broken = That wasn’t saved, and nothing changed – my database needs a hand from the people who run me. Please let them know, and try again once they’ve fixed it. (Reference `{ $reference }`)
not-read = I couldn’t look that up – my database is busy or unavailable. Please try again in a moment. (Reference `{ $reference }`)
not-read-broken = I couldn’t look that up – my database needs a hand from the people who run me. Please let them know, and try again once they’ve fixed it. (Reference `{ $reference }`)
maybe-saved = Saving that is taking unusually long, and I don’t know yet whether it worked. Please check in a minute before you try again, for example with { COMMAND("goal show") }. (Reference `{ $reference }`)
bot-stopping = I’m restarting right now, so I haven’t done that. Please try again in a minute.
something-broke = Sorry, something went wrong on my side, and I’ve made a note of it. If it happens again, give the people who run me this reference: `{ $reference }`
not-shown = My answer didn’t get through to Discord. Please try again in a moment.
recorded-not-shown = That’s saved. I just couldn’t show it here, because Discord didn’t answer me.
recorded-and-broke = That’s saved, but then something went wrong on my side, and I’ve made a note of it. If something looks odd, give the people who run me this reference: `{ $reference }`

# What failed can be tried again with everything that was typed.
retry-typed = What you typed: { $text }
retry-file = -# 📎 Files can’t be kept. If you attached one, please attach it again.
retry-file-about = Files can’t be kept, so please attach it again.
retry-form = Try /{ $command } again
retry-done = That’s already done, so there’s no need to try again.
retry-succeeded = ✓ That went through on another try.
retry-goes-on = ✓ Continued in a newer message below.
day-unclear = I read **{ $read }**, and that could be any of these days. Which one do you mean?
day-picked = ✓ { $day } it is.
button-another-date = Another date…
retry-gone = What you typed has expired, so I can’t pick it up again. Please start over with the command or button that you used.
form-next = One more thing: **{ $title }**
button-retry = Try again
button-go-on = Go on
