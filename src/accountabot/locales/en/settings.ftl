# What members and owners set, and from when on it holds.

zone-now = 🕒 It is { $time } there now (**{ $zone }**).
zone-first = Your days follow it from the beginning, on every server: what you did counts for the day that it was for you. Only you can see this.
zone-moved = From now on your days follow it, on every server. What was before stays as it was; safe travels! Only you can see this.
zone-already = That is what you had set already. Only you can see this.
zone-unknown = I don’t know a place called **{ $read }**. Start typing a city, like `Lisbon`, and pick it from the list; what time it is for you works too, like `16:40`.
zone-which = **{ $read }** could be several places. Pick one while you type, or say it like `Europe/Lisbon`. Near it:
    { $zones }

settings-title = ### ⚙️ Your settings
settings-zone = **Time zone** { $zone } – it is { $time } there now. `/timezone` changes it.
    { "" }-# It holds on every server, and nobody else sees it.
settings-zone-none = **Time zone** not set, so { $zone } holds here – it is { $time } there now. Somewhere else? `/timezone` and a city is enough.
settings-day-start = **Your day starts at { $hour }**, on every server.
    { "" }-# What you do earlier belongs to the day before. A change holds as soon as your present day is over.
settings-day-start-pick = When does your day start?
settings-hard-mode = **Hard mode** { $state ->
        [on] is on here
       *[off] is off here
    }
    { "" }-# { $state ->
        [on] No freeze is earned or spent for you; those in hand wait.
       *[off] A freeze in hand is spent by itself on a day that you would have missed.
    }
settings-hard-mode-on = No freezes for me
settings-hard-mode-off = Freezes again
settings-on-boards = **Boards** { $state ->
        [on] you stand on them here
       *[off] you stand on none here
    }
    { "" }-# { $state ->
        [on] With your longest current streak and its goal.
       *[off] Your goals and your cards stay as public as they were.
    }
settings-on-boards-on = Back on the boards
settings-on-boards-off = Leave the boards
settings-not-yours = Those are someone else’s settings. Yours: `/settings`
day-start-range = A day can start at any full hour from 00:00 to 0{ $latest }:00. `/settings` has them all.

setup-zone = From now on days here follow **{ $zone }** for everyone who has not set their own with `/timezone`. It is { $time } there now.
setup-week-start = Weeks begin on **{ $day }** here, as soon as the running week is over. Days between the two make one shorter week, which nobody can miss.
setup-freezes = From now on every **{ $every }** in a row earn a freeze here, with up to **{ $most }** in hand. Freezes that somebody has stay theirs.
setup-freezes-off = From now on freezes are off here: none is earned, none is spent. Those that somebody has wait until you switch them on again.
freezes-range = A freeze can be earned at every { $least } to { $longest } in a row, with 1 to { $most } in hand, like `earned_every: 7 at_most: 2`. A 0 switches freezes off.
setup-excuse = **{ $day }** is excused for everyone here: nobody can miss it. What somebody did that day still counts, and what is settled already stays so.
excuse-reason = Why: { $reason }
excuse-not-yours = Someone else excused that date. Yours: `/setup excuse`
excuse-stays = -# That day has begun for someone already, or is about to, so it stays excused: nobody who counts on it should lose it.
button-excuse-back = Take it back
excuse-back = **{ $day }** is excused for nobody any more; it counts like any other day. `/setup excuse` excuses it again.
excuse-begun = { $understood } has begun for someone by now, or is about to, so it stays excused: nobody who counts on it should lose it. `/setup excuse` with a later date has the button again.
excuses-full = Up to { $most } dates that are not over can be excused at once, and with { $count ->
        [one] this one
       *[other] these { $count }
    } there would be more. Those that are over make room by themselves; `/setup excuse` with one that is yet to come has a button to take it back. In a file, leave some out.
excuse-past = I understood { $understood }, and what was due then is settled for good. You can excuse days from { $earliest } on.
setup-already = -# It was so already; nothing changed.

overview = ### What holds here
overview-words = -# Greetings of your own: { $own } for newcomers, { $returning } for those who come back; with none, mine hold.
overview-zone = **Days** follow **{ $zone }** for everyone who has set no zone of their own; it is { $time } there. `/setup timezone`
overview-week-start = **Weeks** begin on **{ $day }**. `/setup week-start`
overview-freezes = **Freezes:** every **{ $every }** in a row earn one, up to **{ $most }** in hand. `/setup freezes`
overview-freezes-off = **Freezes** are off. `/setup freezes`
overview-excused = **Excused** for everyone: { $days }{ $more ->
        [0] { "" }
       *[other] { " " }and { $more } more
    }. `/setup excuse`
overview-excused-none = **Excused** for everyone: no date from today on. `/setup excuse`
