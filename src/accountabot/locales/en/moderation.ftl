# What moderators decide, and what members are told of it.

button-show-again = Show it again
button-take-back = Take it back
button-unblock = Unblock
choice-hidden = 🙈 { $title }

moderate-decided = Since { $since }, by { $moderator }: “{ $reason }”
moderate-decided-unsaid = Since { $since }, by { $moderator }; why is not kept any more, for they had their data deleted.
moderate-reason = Your reason: “{ $reason }”
moderate-hidden = ### 🙈 { $title }
    { "" }is hidden now: only <@{ $owner }> sees it.
moderate-hidden-already = ### 🙈 { $title }
    { "" }is hidden already.
moderate-hidden-about = -# What I posted about it comes down. Its owner can go on with it, reads who hid it and why, and can’t make it public. Its record tells it, too.
moderate-shown = 👀 **{ $title }** is public again, with its record. Its card is redrawn; other messages about it don’t come back.
moderate-shown-already = **{ $title }** is not hidden any more.
moderate-check-in = ### ↩️ A check-in of <@{ $owner }> on { $title }
moderate-check-in-day = For **{ $day }**
moderate-check-in-about = -# If you take it back, the goal is judged as if it had never been: streak, freezes, boards and what was closed meanwhile. Its message comes down. On the public record it stays, struck through, with your name and your reason. This can’t be undone.
moderate-undone = ↩️ Taken back: that check-in of <@{ $owner }> on **{ $title }** no longer counts. It is on the record, with your reason.
moderate-blocked = ### 🚫 <@{ $member }> takes no part here from now on
moderate-blocked-already = ### 🚫 <@{ $member }> takes no part here already
moderate-blocked-about = -# I answer them here only to say so, once they try something, with your reason but not your name. Their goals rest meanwhile, so that they miss nothing, and they stand on no board. What is kept about them stays theirs to see and to delete.
moderate-blocked-about-unsaid = -# I answer them here only to say so, once they try something, with no reason and not your name. To give one, unblock them and block them anew. Their goals rest meanwhile, so that they miss nothing, and they stand on no board.
moderate-unblocked = 🌱 <@{ $member }> can take part again. Their goals go on where they were.
moderate-unblocked-already = <@{ $member }> can take part again already.

moderate-not-yours = Someone else opened that. Yours: `/moderate`
moderate-own = That is your own. `/goal edit` keeps a goal to yourself, and `/undo` takes back what you just did; for anything older, ask another moderator.
moderate-no-goals = <@{ $member }> has no goal here that others see, so there is nothing to moderate.
moderate-goal-unknown = I can’t find that among the goals of <@{ $member }> that others see. There are:
    { $goals }
moderate-check-in-unknown = I can’t find that check-in on **{ $title }**; it may be taken back already. Pick one from the list while you type.
moderate-gone = That was too long ago. Say it again: `/moderate checkin`
block-own = You can’t block yourself. If you would rather rest: `/pause`
block-bot = Bots don’t listen to me anyway.
block-manager = <@{ $member }> helps to run this server, so that is between the two of you – I stay out of it.

blocked-unsaid = The moderators of this server decided that you take no part in what I do here, since { $since }. Why went with the data that you had deleted.
    { "" }If you see it differently, talk to a moderator. `/privacy`, `/data export` and `/data delete` are still yours.
blocked = The moderators of this server decided that you take no part in what I do here, since { $since }: “{ $reason }”
    { "" }Your goals rest, so that you miss nothing. If you see it differently, talk to a moderator. `/privacy`, `/data export` and `/data delete` are still yours.
not-reached = <@{ $member }> takes no part here for now, so it would not reach them. Keep it for when they are back!
hidden-aside = 🙈 Moderators hid this goal, which is why nobody else sees this. `/goal show` says when and why.
goal-hidden = -# 🙈 Moderators hid this goal on { $day }: “{ $reason }” Only you see it, and you can go on with it. Ask them if you see it differently.
edit-hidden = Moderators hid **{ $title }**, so who sees it is up to them for now; `/goal show` says why. Leave *Who sees it* as it is, and everything else can be changed.
undo-hidden = Moderators hid **{ $title }** meanwhile, so who sees it is up to them for now. Only you see it; everything else can be changed with `/goal edit`.
moderated-now = -# 🔒 This is not shown here any more.

record-hidden = hidden by moderators
record-shown = shown to everyone again
record-blocked-left = paused by moderators: its owner takes no part for now
record-blocked-back = its owner takes part again
