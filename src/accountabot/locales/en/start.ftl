# The guided start for owners.

start = ### 👋 Two minutes, and your server is ready
    { "" }-# I work already. What you choose here holds at once, so you can stop wherever you like; `/setup start` goes on.
start-where = **1 · Where?**
start-everything = Everything happens in <#{ $channel }>: greetings, goals and check-ins.
start-in-goals = 🎯 Goals are shown in <#{ $channel }>.
start-in-check-ins = ✅ Check-ins are shown in <#{ $channel }>.
start-anywhere-goals = 🎯 Goals are shown where they are declared.
start-anywhere-check-ins = ✅ Check-ins are shown where they are said.
start-closed-goals = 🎯 Goals are to be shown in <#{ $channel }>; until I may write there, they are shown where they are declared.
start-closed-check-ins = ✅ Check-ins are to be shown in <#{ $channel }>; until I may write there, they are shown where they are said.
start-pick = One channel for everything
start-pick-greetings = 👋 A channel for greetings
start-pick-goals = 🎯 A channel for goals
start-pick-check-ins = ✅ A channel for check-ins
button-start-create = Create it for me
button-start-each = One channel each
button-start-together = One for everything
start-zone = **2 · When?** Days follow **{ $zone }**, where it is { $time } now, for everyone who has not said where they live.
start-zone-pick = What time is it for you?
start-zone-other = Somewhere else …
start-place-form = Where are you?
start-place-label = A city, a time zone, or what time it is
start-place-hint = Lisbon, EST, 16:40
start-zone-which = **{ $read }** could be several places. Pick yours from the menu, or say it more exactly:
start-zone-unknown = I don’t know a place called **{ $read }**. A bigger city nearby will do, like `Lisbon`, and so will the time that it is for you now, like `16:40`.
start-permissions = **3 · What I need**
start-look = **4 · How it looks**
button-start-preview = See every message
button-start-test = Send a test greeting
start-not-yours = Someone else opened that. Yours: `/setup start`
start-created = accountability
start-created-greetings = welcome
start-created-goals = goals
start-created-check-ins = check-ins
start-topic = Say what you mean to do, check in, and cheer for the others.
start-may-not-create = I may not create channels here, and I ask for no more than I need. Create one yourself and pick it, or let me: { $invite }
    { "" }It asks for *Manage Channels*, once; you can take that back afterwards.
start-full = This server has as many channels as Discord allows, so there was no room for another one. Pick one that you have in the menu above.
start-not-created = Discord would not let me create that just now. Pick a channel that you have in the menu above, or try again in a while; nothing is created twice.
start-preview-title = Read ten pages
start-preview-other = Walk ten minutes
start-preview-note = With a cup of tea
start-preview = Every message as it would look, with you in it. Nobody else sees this, and none of it is true.
