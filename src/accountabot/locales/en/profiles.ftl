# What members tell of themselves, and how others see them.

introduce-form = Who are you?
introduce-who = Who I am
introduce-does = What I do
introduce-learns = What I’d like to get better at
hint-who = A night owl from the coast
hint-does = Teach physics, bake bread
hint-learns = Getting up before eight
introduction-empty = One of the three is enough: who you are, what you do, or what you’d like to get better at. Try `/introduce` again.

introduced = 🙋 <@{ $member }> says hello:
    .meet = 🙋 Meet <@{ $member }>:
    .words = 🙋 <@{ $member }>, in their own words:
introduced-anew = 🙋 News from <@{ $member }>:
    .today = 🙋 <@{ $member }> today:
    .more = 🙋 There is more to know of <@{ $member }>:
introduced-quietly = Saved. Nothing new to tell, so I posted nothing; `/profile` shows how others see you.
introduced-privately = It stands on your profile. You may not write here, so only you see it in this channel.
introduced-unposted = It stands on your profile, but I could not post it here.
told-who = **Who I am** { $text }
told-does = **What I do** { $text }
told-learns = **Getting better at** { $text }

discloses = 📎 **Good to know** { $text }
    { "" }-# Disclosed on { $day }
disclosed-then = { $day }: { $text }
disclosed-nothing = { $day }: nothing to disclose any more
disclosed = 📎 Thank you for saying so. It stands, with today’s date, wherever you are introduced, on your profile, and where you greet someone.
disclosed-already = That is what you disclose already; nothing changed.
disclosed-cleared = 📎 You disclose nothing any more. What you said before stays to be seen on your profile, under *Earlier*.
disclosed-cleared-already = You disclose nothing. Is there something that others should know? `/disclose text: I sell a course on this`
disclosure-too-often = That is { $limit } changes in a day, and each is kept for ever. Try again tomorrow.
disclosures-title = ### 📎 What <@{ $member }> disclosed
disclosures-none = Nothing so far.

profile-title = ### 👤 <@{ $member }>
profile-since = -# Here since <t:{ $at }:D>
profile-word = **Word kept** { $kept } of { $of }
profile-goal = 🎯 **{ $title }**
    { "" }-# **Current streak** { $streak } · **Longest streak** { $longest }
profile-more-goals = -# { $count ->
        [one] … and one goal more: `/goal list`
       *[other] … and { $count } goals more: `/goal list`
    }
profile-no-goals = No goal that is going right now.
profile-cheers = 👏 **Cheers** { $given } given · { $received } received
profile-seen = -# This is how everyone here sees you. What only you may see is not on it.
profile-none = <@{ $member }> has not told anything yet. Ask them – or cheer them on to a first small goal!
profile-bot = That is one of us bots: no goals, no streaks, always here. Try someone with a pulse.
profile-left = <@{ $member }> is not on this server any more. If they come back, so does their profile.
hint-introduce = 💡 Let the others know who you are: `/introduce`
hint-goal = 💡 Say one thing you mean to do: `/goal declare`
hint-disclose = 💡 Something to gain from what you recommend? `/disclose` says so openly.
button-introduce = Introduce myself
button-earlier = Earlier
