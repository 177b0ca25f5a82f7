# Editing a goal, and ending it early.

button-edit = Edit
edit-form = Edit your goal
edit-sentence = What, and how often
edit-amount = How much each time
edit-amount-hint = 20 pages, or at most 2 coffees; leave empty for none
edit-until = Until when
edit-until-hint = Dec 24, tomorrow 17:00, for 30 days; leave empty for no end
edit-plan = When and where
edit-plan-hint = after breakfast, on the balcony
edit-visibility = Who can see it
edit-everyone = Everyone on this server
edit-only-me = Only me

edit-title = ### ✏️ { $title }
edit-line = **{ $what }** { $before } → { $after }
edit-which = That could be any of these days. Which one did you mean?
edit-which-time = That could be any of these times. Which one did you mean?
    { "" }-# Shown in your time zone, { $zone }.
edit-silent = -# You declared it just a moment ago, so it’ll be as if it had said this from the start.
edit-recorded = -# The change goes on the public record, next to what it was before.
edit-terms = -# The change applies from today and goes on the public record. Your streak continues.
edit-hides = -# Once you change it, nobody else can see it, and I’ll remove what I’ve posted about it.
edit-shows = -# Once you change it, everyone here can see it and its record. I won’t announce it.
button-change = Change it
button-leave = Leave as is
button-edit-again = Edit what I typed
edit-anew = -# Something changed in the meantime. Here’s the updated preview:
edit-left = Nothing changed.

changed-title = Title
changed-schedule = How often
changed-start = First day
changed-end = Until
changed-amount = How much
changed-plan = Plan
changed-visibility = Who can see it
value-once = once
value-no-end = no end
value-no-amount = none
value-no-plan = no plan
value-only-me = only the owner
value-everyone = everyone here

edited = ✏️ Changed: **{ $title }**
    .now = ✏️ **{ $title }** has been updated.
edited-promise = It now reads: **{ $promise }**
edited-undo = It’s on the public record. Not quite right? Undo it within 15 minutes.
    .mistake = The record shows what it was before. Made a mistake? Undo it within 15 minutes.
edited-silently = It’s as if it had said this from the start. Not quite right? Undo it within 15 minutes.
edited-hidden = 🔒 Only you can see it now, and I’m removing what I posted about it. You can undo this for 15 minutes.
edited-shown = 👀 Everyone here can see it now; { COMMAND("goal show") } posts its card in the channel. You can undo this for 15 minutes.
hidden-now = -# 🔒 The owner has made this private.
only-you = 🔒 Only you can see this. Not what you meant? You can undo it for 15 minutes.

completed = 🎉 <@{ $member }> completed **{ $title }**. That deserves a round of applause!
    .done = 🎉 Done and dusted: <@{ $member }> completed **{ $title }**!
    .there = 🎉 <@{ $member }> got there: **{ $title }** is complete!
completed-over = 🏁 <@{ $member }> finished with **{ $title }**.
completed-over-undo = Not finished after all? You can undo this for 15 minutes.
completed-over-privately = That’s finished. You can’t post in this channel, so only you can see it here; everyone can see it in goal lists.
completed-undo = Well done! Not finished after all? You can undo this for 15 minutes.
    .proud = You did it! If that was a mistake, undo it within 15 minutes.
completed-privately = Completed! You can’t post in this channel, so only you can see it here; everyone can see it in goal lists.
dropped = 🍂 <@{ $member }> is letting go of **{ $title }**.
    .room = 🍂 <@{ $member }> is dropping **{ $title }** to make room for something else.
dropped-hint = -# Dropping a goal doesn’t count as a miss, and every time it was kept still counts.
dropped-undo = That’s all right. Letting go makes room for the next one: { COMMAND("goal declare") }. Changed your mind? Undo it within 15 minutes.
    .short = It’s good to be honest about it. You can undo this for 15 minutes.
dropped-privately = It’s dropped. You can’t post in this channel, so only you can see it here; everyone can see it on the record.
ended-note = > { $note }

edit-nothing = Nothing would change for **{ $title }**: it’s already set up like that. Change a field and I’ll show you a preview.
edit-unreadable = I read **{ $read }** as the schedule, but that’s one I can’t track. Try something like “every Tue and Thu”, “3x a week”, “on the 15th of every month” or “by Friday”.
edit-unclear = I’m not sure what **{ $read }** means here, and I’d rather ask than guess. Try putting it another way, like “every Tue and Thu until March 1” or “by Friday 5pm”.
edit-over = **{ $title }** has ended, so it can’t be edited. If a day is still open, you can catch up with { COMMAND("checkin") }; to keep going, declare it again with { COMMAND("goal declare") }.
edit-completed = **{ $title }** is already completed. Up for something new? { COMMAND("goal declare") }
edit-dropped = **{ $title }** was already dropped. Want it back? Declare it again: { COMMAND("goal declare") }
edit-gone = I no longer have what you typed, so nothing changed. Start again with { COMMAND("goal edit") }.
edit-already = That change has already been made. To make another, use { COMMAND("goal edit") }.
undo-edited-since = **{ $title }** has been changed again since then. Undo the later change first: { COMMAND("undo") }

undone-edited = Undone: **{ $title }** is back to how it was before.
undone-completed = Undone: **{ $title }** is back on.
undone-dropped = Undone: **{ $title }** is back on. Good to have it back!
