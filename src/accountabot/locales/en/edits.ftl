# Changing a goal, and ending it before its time.

button-edit = Edit
edit-form = Change your goal
edit-sentence = What, and how often
edit-amount = How much each time
edit-amount-hint = 20 pages, or at most 2 coffees; empty for none
edit-until = Until when
edit-until-hint = 2026-12-24, Friday 17:00, for 30 days; empty for no end
edit-plan = When and where
edit-plan-hint = after breakfast, on the balcony
edit-visibility = Who sees it
edit-everyone = Everyone on this server
edit-only-me = Only me

edit-title = ### ✏️ { $title }
edit-line = **{ $what }** { $before } → { $after }
edit-which = That could be one of these days. Which one did you mean?
edit-silent = -# You declared it a moment ago, so it counts as if you had said it like this at once.
edit-recorded = -# It goes on the public record, next to what it was.
edit-terms = -# The new terms begin with today, and your streak goes on. The change goes on the public record.
edit-hides = -# From then on nobody else sees it, and what I posted about it is taken down.
edit-shows = -# From then on everyone here can see it, with its record. I post nothing by myself.
button-change = Change it
button-leave = Leave it
button-edit-again = Change what I typed
edit-anew = -# Something has changed since I showed you this. By now it would come to this:
edit-left = Left as it was.

changed-title = Title
changed-schedule = How often
changed-start = First day
changed-end = Until
changed-amount = How much
changed-plan = Plan
changed-visibility = Who sees it
value-once = once
value-no-end = no end
value-no-amount = nothing to count
value-no-plan = no plan
value-only-me = only its owner
value-everyone = everyone here

edited = ✏️ Changed: **{ $title }**
    .now = ✏️ **{ $title }** is changed.
edited-promise = It now reads: **{ $promise }**
edited-undo = It is on the public record. Not right after all? Take it back within 15 minutes.
    .mistake = The record tells what it was before. A slip? Take it back within 15 minutes.
edited-silently = As if you had said so at once. Not right after all? Take it back within 15 minutes.
edited-hidden = 🔒 Only you see it from now on, and what I posted about it is coming down. You can take this back for 15 minutes.
edited-shown = 👀 Everyone here can see it from now on; `/goal show` puts its card into the channel. You can take this back for 15 minutes.
hidden-now = -# 🔒 Its owner keeps this to themselves now.
only-you = 🔒 Only you see this. Not what you meant? You can take it back for 15 minutes.

completed = 🎉 <@{ $member }> completed **{ $title }**. That deserves applause!
    .done = 🎉 Done and dusted: <@{ $member }> completed **{ $title }**!
    .there = 🎉 <@{ $member }> is there: **{ $title }** is completed!
completed-undo = Well done! Not finished after all? You can take it back for 15 minutes.
    .proud = You did it! If that was a slip, take it back within 15 minutes.
completed-privately = It is completed. You may not write here, so only you see it in this channel; lists show it to all.
dropped = 🍂 <@{ $member }> lets go of **{ $title }**.
    .room = 🍂 <@{ $member }> withdraws **{ $title }**, and makes room for something else.
dropped-hint = -# Withdrawn, which is not a miss. What was kept stays kept.
dropped-undo = That is all right. Letting go makes room for the next one: `/goal declare`. Changed your mind? Take it back within 15 minutes.
    .short = Said honestly, and that counts. For 15 minutes you can take it back.
dropped-privately = It is withdrawn. You may not write here, so only you see it in this channel; on the record everyone does.
ended-note = > { $note }

edit-nothing = Nothing would change for **{ $title }**: it stands like that already. Change a field, and I show you what comes of it.
edit-unreadable = I read **{ $read }** as the schedule, and that is one I can't keep count of. Say it like “every Tue and Thu”, “3x a week”, “on the 15th of every month” or “by Friday”.
edit-over = The time of **{ $title }** is over, so it can’t be changed any more. What is still open can be made good with `/checkin`; to go on, `/goal declare` it anew.
edit-completed = **{ $title }** is completed already. Something new? `/goal declare`
edit-dropped = **{ $title }** was withdrawn already. Want it back? `/goal declare` it anew.
edit-gone = What you typed for this change is forgotten by now, and nothing changed. `/goal edit` asks you again.
edit-already = That change was made already. `/goal edit` makes another.
undo-edited-since = **{ $title }** was changed again since. Take the later change back first: `/undo`

undone-edited = Taken back: **{ $title }** stands as it did before.
undone-completed = Taken back: **{ $title }** goes on.
undone-dropped = Taken back: **{ $title }** goes on, good to have it back!
