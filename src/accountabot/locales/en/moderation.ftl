# What moderators decide, and what members are told about it.

button-show-again = Show it again
button-show-all-again = Show them again
button-hide-all = Hide all of theirs
button-take-back = Undo it
button-unblock = Unblock
choice-hidden = 🙈 { $title }

moderate-decided = Since { $since }, by { $moderator }: “{ $reason }”
moderate-decided-unsaid = Since { $since }, by { $moderator }. The reason is gone: it was erased with the member’s data.
moderate-reason = Your reason: “{ $reason }”
moderate-hidden = ### 🙈 { $title }
    { "" }This goal is now hidden: only <@{ $owner }> can see it.
moderate-hidden-already = ### 🙈 { $title }
    { "" }This goal is already hidden.
moderate-hidden-about = -# I’ll take down my posts about it. Its owner can keep working on it and can see who hid it and why, but can’t make it public. The goal’s record also shows that it was hidden.
moderate-hidden-all = ### 🙈 { $count ->
        [one] Hidden: one goal of <@{ $owner }>
       *[other] Hidden: { $count } goals of <@{ $owner }>
    }
moderate-hidden-more = -# { $count ->
        [one] … and one more
       *[other] … and { $count } more
    }
moderate-shown-all = 👀 { $count ->
        [0] Nothing changed: these goals have been shown or hidden again since then.
        [one] One goal of <@{ $owner }> is public again, and so is its record. Its card comes back; my other messages about it don’t.
       *[other] { $count } goals of <@{ $owner }> are public again, and so are their records. Their cards come back; my other messages about them don’t.
    }
hide-all-unblocked = <@{ $member }> isn’t blocked any more, so I left their goals alone. To hide one: { COMMAND("moderate goal") }
moderate-shown = 👀 **{ $title }** is public again, and so is its record. Its card comes back; my other messages about it don’t.
moderate-shown-already = **{ $title }** is no longer hidden.
moderate-check-in = ### ↩️ A check-in by <@{ $owner }> on { $title }
moderate-check-in-day = For **{ $day }**
moderate-amount = **{ $amount }**
moderate-proof = -# 💬 [Their message]({ $link })
moderate-check-in-about = -# If you undo it, I’ll work everything out as if the check-in had never happened: streak, freezes, leaderboards, and anything settled since. I’ll take down the message about it. The check-in stays on the public record, struck through, with your name and your reason. You can’t reverse this.
moderate-undone = ↩️ Undone: that check-in by <@{ $owner }> on **{ $title }** no longer counts. It’s on the record with your reason.
moderate-blocked = ### 🚫 <@{ $member }> is now blocked from using me here
moderate-blocked-already = ### 🚫 <@{ $member }> is already blocked from using me here
moderate-blocked-about = -# If they try to use me, I tell them they’re blocked and why, but not by whom. Their goals are paused, so they won’t miss anything, and they’re off the leaderboards. They can still see and delete their data.
moderate-blocked-about-unsaid = -# If they try to use me, I tell them they’re blocked, but not why or by whom. To give a reason, unblock them and block them again. Their goals are paused, so they won’t miss anything, and they’re off the leaderboards.
moderate-unblocked = 🌱 <@{ $member }> can use me again. Their goals pick up where they left off.
moderate-unblocked-already = <@{ $member }> is already unblocked.

moderate-not-yours = Someone else opened that. You can open your own with { COMMAND("moderate goal") }, { COMMAND("moderate checkin") } or { COMMAND("moderate member") }.
moderate-own = That one’s yours. You can make a goal private with { COMMAND("goal edit") }, and { COMMAND("undo") } undoes what you just did; for anything older, ask another moderator.
moderate-no-goals = <@{ $member }> has no goals here that others can see, so there’s nothing to moderate.
moderate-goal-unknown = I can’t find that among <@{ $member }>’s goals that others can see. Here’s what I found:
    { $goals }
moderate-check-in-unknown = I can’t find that check-in on **{ $title }**; it may already have been undone. Pick one from the list as you type.
moderate-gone = That was too long ago. Please use { COMMAND("moderate checkin") } again.
block-own = You can’t block yourself. If you’d rather take a break: { COMMAND("pause") }
block-bot = Bots don’t listen to me anyway.
block-manager = <@{ $member }> helps run this server, so that’s between the two of you – I’ll stay out of it.

blocked-unsaid = The moderators of this server blocked you from using me here on { $since }. The reason was erased with your data.
    { "" }If you disagree, talk to a moderator. You can still use { COMMAND("privacy") }, { COMMAND("data export") } and { COMMAND("data delete") }.
blocked = The moderators of this server blocked you from using me here on { $since }: “{ $reason }”
    { "" }Your goals are paused, so you won’t miss anything. If you disagree, talk to a moderator. You can still use { COMMAND("privacy") }, { COMMAND("data export") } and { COMMAND("data delete") }.
not-reached = <@{ $member }> can’t use me here right now, so they wouldn’t see it. Save it for when they’re back!
hidden-aside = 🙈 Moderators hid this goal, so only you can see this. { COMMAND("goal show") } tells you when and why.
goal-hidden = -# 🙈 Moderators hid this goal on { $day }: “{ $reason }”. Only you can see it, and you can keep working on it. If you disagree, talk to them.
edit-hidden = Moderators hid **{ $title }**, so who sees it is up to them for now; { COMMAND("goal show") } tells you why. Leave *Who can see it* as it is, and you can change everything else.
undo-hidden = Moderators have since hidden **{ $title }**, so who sees it is up to them for now. Only you can see it; you can change everything else with { COMMAND("goal edit") }.
moderated-now = -# 🔒 This is no longer shown here.

record-hidden = hidden by moderators
record-shown = shown to everyone again
record-blocked-left = paused by moderators: its owner can’t take part for now
record-blocked-back = its owner can take part again
