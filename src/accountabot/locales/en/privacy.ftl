# What is stored about members, how they get it, and how they have it deleted.

privacy-title = ### 🔐 What I keep about you, and why
privacy-goals = **Your goals.** What you wrote, your check-ins with notes, amounts and links, pauses, skips and edits, and who did what, and when: that’s how I work out streaks. Everyone on the server can see it, except for *only me* goals, which only you can see.
privacy-people = **You and others.** Who you hold to a goal and who holds you to yours, who asked whom how it’s going (and the answers), who you cheered or greeted (not what you wrote), who greeted you, how you introduced yourself, and what you disclosed. Everyone on the server can see it.
privacy-reminders = **Reminders.** When and where you want to be reminded of each goal, what I sent you and when, and whether you answered. That way, I remind you once, and stop if it doesn’t help. Nobody else sees any of it, except for reminders in a channel. After 30 days, I forget which message reminded you.
privacy-settings = **Your settings.** Your time zone, when your day starts, your quiet hours, where I remind you, whether I tell you about streaks at risk and whether my direct messages reach you apply on all servers; everything else is set per server. I keep every change and when you made it, because your streaks or reminders depend on it. Nobody but you sees these settings, time zone included. I also remember which roles I gave you, so that I can take them back. If you change a server’s settings, its owners can see that you did; and if you’re blocked, moderators can see that, and why.
privacy-comings = **Coming and going.** When you joined, were greeted, and left, so that you’re greeted once and your streaks are on hold while you’re away.
privacy-messages = **Where I wrote about you.** The IDs of my messages that name or quote you, so that I can correct them or blank them out, and anything I still have to post. Also what I’ve told you privately about a goal, and when, so that I only say it once. If something couldn’t be posted, I keep a note of where for seven days, but not the text.
privacy-waiting = **What you haven’t finished.** A sentence, a form, a message or a link to a file that’s waiting for you to decide, and what you picked: for 30 days at most.
privacy-bot = I also keep track of when I was offline and what was due then, so that it doesn’t cost anyone a streak.
privacy-unseen = **What I don’t see.** Your other messages: I read one only if you use its menu to count it as a check-in, or if it mentions me. For all others in channels I can see, Discord tells me only that someone posted, not what, and I use that only in a check-in channel. I know people and servers by their Discord IDs; if a message mentions people, I leave out their names. I share nothing with anyone.
privacy-how-long = **For how long.** Until you delete it. If a server removes me, I keep everything from there for 30 days, in case I come back, and then delete it.
privacy-who = **Who could read it.** The people who run me can open my database.
privacy-left = **What stays when you delete.** Which roles I gave you, until I’ve taken them back (a week at most). Cheers you gave, and what you did for a server or to other people’s goals, without your name. The fact that moderators blocked you, without the reason. Other people’s messages that mention you, and the line that Discord itself puts above a reply: those aren’t mine to delete.
privacy-backups = { $days ->
        [0] **Backups.** The people who run me may keep copies of my database, which still hold what you’ve deleted since. Ask them how long they keep those. I keep a scrambled note of when and where you deleted it until the last of my own copies from before is gone.
        [one] **Backups.** I copy my database every day and keep each copy for 1 day, so what you delete is in those for up to a day longer. Until then, I keep a scrambled note of when and where you deleted it, so that it’s deleted again if a copy is put back. The people who run me may have copies of their own.
       *[other] **Backups.** I copy my database every day and keep each copy for { $days } days, so what you delete is in those for up to { $days } days longer. Until then, I keep a scrambled note of when and where you deleted it, so that it’s deleted again if a copy is put back. The people who run me may have copies of their own.
    }
privacy-backups-ending = **Backups.** I no longer copy my database. My last copies will be gone within { $days ->
        [one] 1 day
       *[other] { $days } days
    }. Until then, they hold what you’ve deleted since, and I keep a scrambled note of when and where you deleted it, so that it’s deleted again if a copy is put back. The people who run me may have copies of their own.
privacy-ways = Get everything in a file: { COMMAND("data export") }. Delete everything: { COMMAND("data delete") }. Both work in direct messages, too, for all servers at once.

# The same as a document, which the people who run the bot publish.
policy-title = # Privacy policy
policy-about = This is the privacy policy of a Discord bot that runs accountabot { $version }. “I” means the bot, and “you” means anyone on a server that uses it.
policy-contact = **Who runs me, and how to reach them.** { $contact }
policy-contact-missing = [your name, and an address at which members can reach you]
policy-backups = **If copying fails.** I keep my last copy until a newer one succeeds.
policy-discord = **Discord.** You use me through Discord, which has its own privacy policy.

data-button-export = Export my data
data-button-ask = Delete my data…
data-export-first = Export first
data-delete = Delete everything
data-keep = Keep it

data-exported = 📦 Here is everything I keep about you { $where ->
        [server] on this server
       *[everywhere] on all servers
    }. README.txt explains what’s in it. Only you can see this.
data-exported-part = 📦 Part { $part } of { $parts }.
data-export-busy = I’m packing another export right now. Try again in a minute, and it’ll be your turn.
data-too-much = You have so much here that it won’t fit in { $most } files, and Discord won’t let me send more than that at once. If you asked in direct messages, try { COMMAND("data export") } on each server instead; or ask the people who run me, who can give you all of it.
data-unsent = It’s packed, but Discord didn’t accept the file. Try { COMMAND("data export") } again in a little while.

data-nothing = I don’t have anything about you { $where ->
        [server] on this server
       *[everywhere] anywhere
    }, so there’s nothing to delete. Want to start something? { COMMAND("goal declare") }
data-only-block = The only thing I keep about you { $where ->
        [server] here
       *[everywhere] anywhere
    } is that moderators blocked you, and when. That stays until they unblock you.
data-stays-block = The fact that moderators blocked you stays, without the reason, until they unblock you.
data-asked = ### 🗑️ Delete all your data { $where ->
        [server] on this server
       *[everywhere] on all servers
    }?
data-counts = That’s **{ $goals ->
        [one] 1 goal
       *[other] { $goals } goals
    }**, **{ $check_ins ->
        [one] 1 check-in
       *[other] { $check_ins } check-ins
    }**, **{ $cheers ->
        [one] 1 cheer
       *[other] { $cheers } cheers
    }** given or received, and **{ $rest ->
        [one] 1 other entry
       *[other] { $rest } other entries
    }** (from the record, witnesses, introductions, greetings, settings and so on). All your streaks will be gone, too.
data-emptied = I’ll also blank out my messages about you, one by one.
data-stays-settings = I’ll keep your time zone, when your day starts and your reminder settings, because they also apply on the { $servers ->
        [one] other server
       *[other] { $servers } other servers
    } you share with me.
data-final = **There’s no going back**: I can’t restore any of it. You can get it as a file first.
data-kept = Everything stays as it is. Glad to hear it!
data-deleted = Done: all your data { $where ->
        [server] on this server
       *[everywhere] on all servers
    } is gone. I’m now blanking out my messages about you, which may take a while. You’re welcome to start fresh any time.
data-not-yours = Those buttons are someone else’s. For your own data, use { COMMAND("privacy") }.
giving-too-soon = You deleted your data, so I no longer know who you’ve cheered, greeted or asked. You can do that again from { $until }; you can declare goals and check in right away.
nameless = someone who deleted their data

data-about = This is what accountabot keeps about you. accountabot.json is for programs: it has the rows of each table, by column name. The .csv files hold the same data for spreadsheets: a cell whose text begins with =, +, -, @ (also in their full-width form), a tab or a carriage return has an apostrophe before it, so that no spreadsheet runs it as a formula. Times are in UTC, except for a goal's usual_time, which is in your own time zone; dates follow your own time zone and day start. People, servers, channels and messages are given by their Discord IDs; 0 stands for no one in particular (all servers, or the server itself), and an empty value for someone who deleted their data. IDs of other people are only in rows that are also about you; which moderator blocked you is left out. If there are several files, each has a part of every table.
data-table-goals = your goals, as they are now
data-table-standings = what each of your goals adds up to; computed from everything else
data-table-closed_periods = how the periods of your goals ended in the last 90 days; computed from everything else
data-table-goal_weeks = how the weeks of your goals went; computed from everything else
data-table-member_scores = what you score on each leaderboard; computed from everything else
data-table-check_ins = your check-ins; undone_at says when one was undone
data-table-record = who did what to your goals, and what you did to any goal
data-table-pauses = when your goals were paused
data-table-settings = what you set, and what was set for you; each change is a row, and the last one applies
data-table-flags = things that happen only once, such as the bot asking for your time zone
data-table-blocks = when moderators blocked or unblocked you, and who you blocked or unblocked
data-table-edits = what your goals were before they were edited
data-table-posts = which of the bot's messages show something you did
data-table-goal_messages = which of the bot's messages show one of your goals
data-table-mentions = which of the bot's other messages name or quote you
data-table-witnesses = who holds you to your goals, and who you hold to theirs
data-table-notices = what you have been or will be told privately about goals, and what witnesses are told about yours
data-table-reminders = when you are reminded of each of your goals, and when you last were
data-table-reminder_messages = the direct messages in which the bot reminded you
data-table-reminder_lines = which message reminded you of which of your goals
data-table-unrequested_messages = the last day on which the bot wrote to you without being asked
data-table-granted_roles = the roles for your streaks: those that the bot gave you or is giving you, and those that you already had (found)
data-table-outage_excuses = which periods of your goals were due while the bot was offline
data-table-questions = who asked you how it's going, who you asked, and the answers
data-table-milestones = what your goals reached: how many in a row, or 0 for completed
data-table-outbox = what the bot still has to post about you or one of your goals
data-table-cheers = who cheered you, and who you cheered
data-table-introductions = how you introduced yourself
data-table-disclosures = what you disclosed; each change is a row
data-table-newcomers = that you have yet to be greeted
data-table-greetings = how you were greeted
data-table-hellos = who said hello to you, and who you said hello to
data-table-greets = who greeted you, and who you greeted
data-table-departures = when you left a server, and when you came back
data-table-pending_inputs = what you entered and haven't finished yet: goals, changes, check-ins and settings
