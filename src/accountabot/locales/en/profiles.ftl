# What members say about themselves, and how others see them.

introduce-form = Who are you?
introduce-who = Who I am
introduce-does = What I do
introduce-learns = What I’d like to get better at
hint-who = A night owl from the coast
hint-does = Teach physics, bake bread
hint-learns = Getting up before eight
introduction-empty = One of the three is enough: who you are, what you do, or what you’d like to get better at. Try { COMMAND("introduce") } again.

introduced = 🙋 <@{ $member }> says hello:
    .meet = 🙋 Meet <@{ $member }>:
    .words = 🙋 <@{ $member }>, in their own words:
introduced-anew = 🙋 News from <@{ $member }>:
    .today = 🙋 Here’s the latest on <@{ $member }>:
    .more = 🙋 There’s more to know about <@{ $member }>:
introduced-quietly = Saved. There was nothing new, so I didn’t post anything; { COMMAND("profile") } shows how others see you.
introduced-privately = It’s on your profile. You can’t post in this channel, so only you can see it here.
introduced-unposted = It’s on your profile, but I couldn’t post it here.
told-who = **Who I am** { $text }
told-does = **What I do** { $text }
told-learns = **Getting better at** { $text }

discloses = 📎 **Good to know** { $text }
    { "" }-# Disclosed on { $day }
disclosed-then = { $day }: { $text }
disclosed-nothing = { $day }: disclosure cleared
disclosed = 📎 Thank you for being open about it. It’s shown, with today’s date, wherever you’re introduced, on your profile, and when you greet someone.
disclosed-already = That’s already your disclosure; nothing changed.
disclosed-cleared = 📎 Your disclosure is cleared. What it said before can still be seen on your profile, under *Earlier*.
disclosed-cleared-already = You don’t have a disclosure. Is there something others should know? { COMMAND("disclose", options: "text: I sell a course on this") }
disclosure-too-often = That’s { $limit } changes in a day, and each one stays on record. Try again tomorrow.
disclosures-title = ### 📎 What <@{ $member }> has disclosed
disclosures-none = Nothing so far.

profile-title = ### 👤 <@{ $member }>
profile-since = -# Here since <t:{ $at }:D>
profile-word = **Kept their word** { $kept } of { $of ->
        [one] 1 time
       *[other] { $of } times
    }
profile-goal = 🎯 **{ $title }**
profile-more-goals = { $count ->
        [one] One more goal
       *[other] { $count } more goals
    }
profile-year = **Checked in**{ $once_a_day ->
        [1] { "" }
       *[0] { $count ->
            [one] { " " }once
            [2] { " " }twice
           *[other] { " " }{ $count } times
        }
    } on { $days ->
        [one] one day
       *[other] { $days } days
    } in the last year
profile-goal-title = ### 🎯 { $title }
button-profile-goal = See more
button-profile-back = Whole profile
profile-no-goals = No active goals right now.
profile-cheers = 👏 **Cheers** { $counts }
cheers-given = { $given } given
cheers-received = { $received } received
profile-seen = -# This is how everyone here sees you. Anything only you can see is left out.
profile-none = <@{ $member }> hasn’t shared anything yet. Ask them – or cheer them on toward a small first goal!
profile-bot = That’s one of us bots: no goals, no streaks, always here. Try someone with a pulse.
profile-left = <@{ $member }> is no longer on this server. If they come back, so does their profile.
hint-introduce = 💡 Let everyone know who you are: { COMMAND("introduce") }
hint-goal = 💡 Name one thing you want to do: { COMMAND("goal declare") }
hint-disclose = 💡 Do you benefit from something you recommend? { COMMAND("disclose") } says so openly.
button-introduce = Introduce myself
button-earlier = Earlier

# Words in the pictures of profiles: plain text.

heatmap-legend = check-ins a day
profile-picture-server = Member of { $server }
profile-picture-year = Checked in{ $once_a_day ->
        [1] { "" }
       *[0] { $count ->
            [one] { " " }once
            [2] { " " }twice
           *[other] { " " }{ $count } times
        }
    } on { $days ->
        [one] one day
       *[other] { $days } days
    } in the last year.
profile-picture-of = { $kept } of { $of }
profile-picture-kept = { $of ->
        [one] promise kept
       *[other] promises kept
    }
profile-picture-check-ins = { $count ->
        [one] check-in in a year
       *[other] check-ins in a year
    }
profile-picture-streak = { $unit ->
        [day] { $streak ->
            [one] day in a row
           *[other] days in a row
        }
        [week] { $streak ->
            [one] week in a row
           *[other] weeks in a row
        }
        [month] { $streak ->
            [one] month in a row
           *[other] months in a row
        }
       *[other] in a row
    }{ $without_freeze ->
        [1] , no freezes
       *[0] { "" }
    }
profile-picture-cheers = { $count ->
        [one] cheer given
       *[other] cheers given
    }
