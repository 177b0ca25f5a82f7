# The setup wizard for owners.

start = ### 👋 Two minutes, and your server is ready
    { "" }-# I’m already up and running. Whatever you choose here takes effect right away, so you can stop any time; { COMMAND("setup start") } picks up where you left off.
start-where = **1 · Where?**
start-everything = Everything happens in <#{ $channel }>: greetings, goals and check-ins.
start-in-goals = 🎯 Goals are posted in <#{ $channel }>.
start-in-check-ins = ✅ Check-ins are posted in <#{ $channel }>.
start-anywhere-goals = 🎯 Goals are posted where they’re declared.
start-anywhere-check-ins = ✅ Check-ins are posted where they’re made.
start-closed-goals = 🎯 Goals will go to <#{ $channel }> once I can post there; until then, they’re posted where they’re declared.
start-closed-check-ins = ✅ Check-ins will go to <#{ $channel }> once I can post there; until then, they’re posted where they’re made.
start-pick = One channel for everything
start-pick-greetings = 👋 A channel for greetings
start-pick-goals = 🎯 A channel for goals
start-pick-check-ins = ✅ A channel for check-ins
button-start-create = Create it for me
button-start-each = One channel each
button-start-together = One for everything
start-zone = **2 · When?** Days follow **{ $zone }**, where it’s { $time } now, for everyone who hasn’t set their own time zone.
start-zone-pick = What time is it for you?
start-zone-other = Somewhere else …
start-place-form = Where are you?
start-place-label = A city, a time zone, or your current time
start-place-hint = Lisbon, EST, 16:40
start-zone-which = **{ $read }** could be several places. Pick yours from the menu, or be more specific:
start-zone-unknown = I don’t know a place called **{ $read }**. A bigger city nearby will do, like `Lisbon`, and so will your current time, like `16:40`.
start-permissions = **3 · What I need**
start-look = **4 · How it looks**
button-start-preview = See every message
button-start-test = Send a test greeting
start-not-yours = Someone else opened that. You can open your own with { COMMAND("setup start") }.
start-created = accountability
start-created-greetings = welcome
start-created-goals = goals
start-created-check-ins = check-ins
start-topic = Say what you want to do, check in, and cheer each other on.
start-may-not-create = I can’t create channels here, because I don’t ask for more permissions than I need. Create one yourself and pick it, or let me do it: { $invite }
    { "" }That asks for *Manage Channels*, once; you can take it away again afterwards.
start-full = This server has as many channels as Discord allows, so there was no room for another one. Pick an existing one in the menu above.
start-not-created = Discord wouldn’t let me create that just now. Pick an existing channel in the menu above, or try again in a little while; nothing gets created twice.
start-preview-title = Read ten pages
start-preview-other = Walk ten minutes
start-preview-note = With a cup of tea
start-preview = Every message as it would look, with you in it. Nobody else sees this, and none of it is real.
