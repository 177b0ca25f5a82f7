# What members and owners can set, and when it takes effect.

zone-now = 🕒 It’s { $time } there now (**{ $zone }**).
zone-first = Your days now follow this time zone on every server, and so do your past check-ins. Only you can see this.
zone-moved = Your days now follow this time zone on every server. Past days don’t change. Only you can see this. Safe travels!
zone-already = That was already your time zone. Only you can see this.
zone-unknown = I don’t know a place called **{ $read }**. Start typing a city, like `Lisbon`, and pick it from the list; your current time works too, like `16:40`.
zone-which = **{ $read }** could be several places. Pick one as you type, or enter it like `Europe/Lisbon`. Close matches:
    { $zones }

settings-title = ### ⚙️ Your settings
settings-zone = **Time zone** { $zone } – it’s { $time } there now. To change it, use { COMMAND("timezone") }.
    { "" }-# It applies on every server, and nobody else sees it.
settings-zone-none = **Time zone** not set, so I use { $zone } here – it’s { $time } there now. Somewhere else? Just use { COMMAND("timezone") } with your city.
settings-day-start = **Your day starts at { $hour }**, on every server.
    { "" }-# Anything you do earlier counts for the day before. A change takes effect once your current day is over.
settings-day-start-pick = When does your day start?
settings-hard-mode = **Hard mode** { $state ->
        [on] is on here
       *[off] is off here
    }
    { "" }-# { $state ->
        [on] You don’t earn or spend freezes, and new goals start without one; you keep any you already have.
       *[off] If you’d otherwise miss a day during a streak, one of your freezes is used automatically.
    }
settings-hard-mode-on = No freezes for me
settings-hard-mode-off = Use freezes again
settings-on-leaderboards = **Leaderboards:** { $state ->
        [on] you’re shown here
       *[off] you’re not shown here
    }
    { "" }-# { $state ->
        [on] With your longest current streak and its goal. If this server has a weekly digest, you can show up there, too.
       *[off] Your goals and your cards are as public as before.
    }
settings-on-leaderboards-on = Show me on leaderboards
settings-on-leaderboards-off = Leave the leaderboards
settings-reminders = { $place ->
        [here] **Reminders come in a channel**, on every server.
        [direct-messages] **Reminders come by direct message**, on every server.
        [off] **Reminders are off**, on every server.
       *[none] **Reminders:** you haven’t picked a place for them yet.
    }
    { "" }-# { $place ->
        [here] Others there can see them, and can tell when you’re awake. They never see your *only me* goals: I’ll remind you of those privately the next time you’re here.
        [direct-messages] Only you see them.
        [off] Pick a place whenever you’d like them back.
       *[none] Once you do, I’ll remind you of the goals you declare from then on. For the ones you already have, there’s { COMMAND("remind") }.
    }
settings-reminders-not-here = -# This server has reminders switched off, so they only come on other servers.
settings-reminder-place-pick = Where should I remind you?
settings-place-here = In a channel on the server
settings-place-direct-messages = By direct message
settings-place-off = Nowhere: no reminders
settings-messages-closed = ⚠️ **My direct messages don’t reach you.**
    { "" }-# I’ve stopped sending them, and I’ll tell you things when you’re here instead. Once you allow direct messages in this server’s privacy settings, let me try again.
settings-try-messages = Try direct messages again
settings-quiet = **Quiet hours** from { $first } to { $until }, on every server.
    { "" }-# When I pick the time, I remind you before they begin. A time that you pick yourself stays as it is.
settings-quiet-none = **Quiet hours:** none, on every server.
    { "" }-# When I pick the time of a reminder, it can be any hour of the day.
settings-quiet-hours-pick = When should I be quiet?
settings-quiet-off = No quiet hours
settings-quiet-from = { $first } to { $until }
settings-quiet-usual = { $first } to { $until } (the usual)
settings-at-risk = **Tell me when a long streak is about to end:** { $state }, on every server.
    { "" }-# { $state ->
        [on] I’ll tell you once, privately, when a streak of 7 or more is about to end and no freeze is left to save it.
       *[off] I’d tell you once, privately, when a streak of 7 or more is about to end and no freeze is left to save it.
    }
settings-at-risk-on = Yes, tell me
settings-at-risk-off = No, don’t
settings-not-yours = Those are someone else’s settings. You can see yours with { COMMAND("settings") }.
day-start-range = A day can start at any full hour from 00:00 to 0{ $latest }:00. You can pick one in { COMMAND("settings") }.

setup-zone = From now on, days here follow **{ $zone }** for everyone who hasn’t set their own with { COMMAND("timezone") }. It’s { $time } there now.
setup-week-start = Weeks here will begin on **{ $day }** once the current week ends. The days in between form one shorter week that won’t count as missed.
setup-freezes = From now on, { $start ->
        [0] new goals start without a freeze here
        [one] new goals start with **one** freeze here
       *[other] new goals start with **{ $start }** freezes here
    }, every **{ $every }** in a row earns one more, and a goal can save up to **{ $most }**. Goals keep the freezes they already have.
setup-freezes-off = Freezes are now off here: none are given, earned or spent. Any that people already have will still be there if you turn freezes back on.
freezes-range = Pick three numbers: the freezes that a new goal starts with (0 to { $start }), the number in a row that earns another ({ $least } to { $longest }), and the most freezes that a goal can save up (1 to { $most }), like `to_start_with: 1 earned_every: 7 at_most: 2`. To turn freezes off, set either of the last two to 0.
setup-excuse = { $count ->
        [one] **{ $days }** is excused for everyone here: nothing due that day counts as missed. Anything people did that day still counts, and anything already settled stays that way.
       *[other] **{ $days }** are excused for everyone here, { $count } days in all: nothing due then counts as missed. Anything people did on those days still counts, and anything already settled stays that way.
    }
excuse-reason = Reason: { $reason }
excuse-reason-of = Reason for { $days }: { $reason }
excuse-known = -# { $count ->
        [one] { $days } was excused already{ $back ->
            [0] .
           *[other] , and stays excused if you take this back.
        }
       *[other] { $days } were excused already{ $back ->
            [0] .
           *[other] , and stay excused if you take this back.
        }
    }
excuse-not-yours = Someone else excused that date. You can excuse one yourself with { COMMAND("setup excuse") }.
excuse-stays = -# { $count ->
        [one] { $days } has already started for someone (or is about to), so it stays excused: nobody who’s counting on it should lose it.
       *[other] { $days } have already started for someone (or are about to), so they stay excused: nobody who’s counting on them should lose them.
    }
dates-unreadable = I read **{ $read }** and couldn’t tell which days those are. Try something like `tomorrow`, `next week` or `Dec 24 to Jan 1`.
dates-too-many = I read that as { $first } to { $last }. That’s { $count } days; up to { $most } can be excused at a time. To excuse more, do it in parts, like `Dec 24 to Jan 1`.
dates-too-scattered = Up to { $most } separate dates or ranges can be excused at a time. To excuse more, do it in parts, like `Dec 24 to Jan 1`.
button-excuse-back = Take it back
excuse-back = { $count ->
        [one] **{ $days }** is no longer excused; it counts like any other day. To excuse it again, use { COMMAND("setup excuse") }.
       *[other] **{ $days }** are no longer excused; they count like any other days. To excuse them again, use { COMMAND("setup excuse") }.
    }
excuse-begun = { $understood } has already started for someone (or is about to), so it stays excused: nobody who’s counting on it should lose it. Later dates can still be taken back with the button under { COMMAND("setup excuse") }.
excuses-full = Up to { $most } upcoming dates can be excused at once, and { $count ->
        [one] this would be one
       *[other] these { $count } would be
    } too many. Past dates don’t count; to take back one that’s still to come, use { COMMAND("setup excuse") } with that date and press the button. If you’re importing a file, leave some out.
excuse-past = I read that as { $understood }, and that day is already settled for good. You can excuse days from { $earliest } on, like `yesterday` or `tomorrow`.
setup-reminders = { $offered ->
        [at-one-tap] 🔔 I offer reminders here now: anyone who declares a goal can switch them on with one tap.
        [by-default] 🔔 From now on, new goals here come with reminders. My answer to each new goal says so, with a **No reminders** button. Nothing changes for earlier goals, or for anyone who said no.
       *[off] 🔕 Reminders are off here: I won’t remind anyone of a goal on this server. I’ll keep what people chose, in case you switch them on again.
    }
setup-already = -# It was like that already; nothing changed.

overview = ### Settings on this server
overview-words = -# Custom greetings: { $own } for newcomers, { $returning } for returning members. If there are none, I use my default greetings.
overview-zone = **Days** follow **{ $zone }** for everyone who hasn’t set their own time zone; it’s { $time } there. { COMMAND("setup timezone") }
overview-week-start = **Weeks** begin on **{ $day }**. { COMMAND("setup week-start") }
overview-freezes = **Freezes:** **{ $start }** to start with, one more for every **{ $every }** in a row; a goal can save up to **{ $most }**. { COMMAND("setup freezes") }
overview-freezes-off = **Freezes** are off. { COMMAND("setup freezes") }
overview-reminders = **Reminders** { $offered ->
        [at-one-tap] are offered below each new goal, one tap away.
        [by-default] come with each new goal by default; one tap declines them.
       *[off] are off.
    } { COMMAND("setup reminders") }
overview-excused = **Excused** for everyone: { $days }{ $more ->
        [0] { "" }
       *[other] , plus { $more } more
    }. { COMMAND("setup excuse") }
overview-excused-none = **Excused** for everyone: no upcoming dates. { COMMAND("setup excuse") }
