# What is kept about members, how they get it, and how they have it deleted.

privacy-title = ### 🔐 What I keep about you, and why
privacy-goals = **Your goals.** Their words, your check-ins with notes, amounts and links, pauses, skips and edits, and who did what when: streaks are counted from it. Everyone on the server may see it; what is *only me*, only you.
privacy-people = **You and the others.** Whom you hold to what and asked how it goes, and how it was answered, whom you cheered or greeted (not what you wrote), who greeted you, how you introduced yourself, and what you disclosed. Everyone on the server may see it.
privacy-settings = **Your settings.** Your time zone and when your day starts, on all servers; the others for each server; every change with its moment, for streaks are judged by them. They are shown to nobody but you, your zone neither. If you set something for a server, its owners see that you did; and if moderators block you, they see that and why.
privacy-comings = **Coming and going.** When you joined, were greeted, and left, so that you are greeted once and your streaks rest while you are away.
privacy-messages = **Where I wrote about you.** The numbers of my messages that name or quote you, so that I can correct or empty them, and what I have yet to say. Of what could not be posted I keep for seven days where, not the words.
privacy-waiting = **Half-said things.** A sentence, a form, a message or the link of a file that waits for your choice, and what you chose: 30 days at most.
privacy-bot = About myself I keep when I was away, so that it costs nobody a streak.
privacy-unseen = **What I don’t see.** What you write elsewhere: I read a message only if you count it by its menu, or if it mentions me. Of all others in channels that I can see, Discord tells me that somebody wrote, not what, and I look at that in a check-in channel alone. People, and servers, I know by Discord’s numbers; the name of anyone whom a message mentions is left out. I hand nothing on to anyone.
privacy-how-long = **For how long.** Until you delete it. When a server removes me, all of it there is kept for 30 days, in case I come back, and then deleted.
privacy-who = **Who could read it.** Whoever runs me can open my database.
privacy-left = **What stays when you delete.** Cheers you gave, and what you did for a server or to others’ goals, without your name. That moderators blocked you, without the reason. Messages of other people that mention you, and the line that Discord itself puts above an answer: those are not mine.
privacy-ways = Everything in a file: `/data export`. Everything gone: `/data delete`. Both work in direct messages, too, for all servers at once.

data-button-export = Export my data
data-button-ask = Delete my data…
data-export-first = Export first
data-delete = Delete everything
data-keep = Keep it

data-exported = 📦 Here is everything that I keep about you { $where ->
        [server] on this server
       *[everywhere] on all servers
    }. README.txt in it says what is what. Only you can see this.
data-exported-part = 📦 Part { $part } of { $parts }.
data-export-busy = I am packing an export just now. Try again in a minute, and it is your turn.
data-too-much = You have so much here that it fills more than { $most } files, and Discord takes no more from me at once. In direct messages, try `/data export` on each server instead; or whoever runs me can give it to you whole.
data-unsent = It is packed, but Discord did not take the file. Try `/data export` again in a while.

data-nothing = I keep nothing about you { $where ->
        [server] on this server
       *[everywhere] anywhere
    }, so there is nothing to delete. Want to begin? `/goal declare`
data-only-block = Of you I keep { $where ->
        [server] nothing here
       *[everywhere] nothing anywhere
    } but that moderators blocked you, and since when. That stays until they let you take part again.
data-stays-block = That moderators blocked you stays, without the reason, until they let you take part again.
data-asked = ### 🗑️ Delete everything of yours { $where ->
        [server] on this server
       *[everywhere] on all servers
    }?
data-counts = That is **{ $goals ->
        [one] 1 goal
       *[other] { $goals } goals
    }**, **{ $check_ins ->
        [one] 1 check-in
       *[other] { $check_ins } check-ins
    }**, **{ $cheers ->
        [one] 1 cheer
       *[other] { $cheers } cheers
    }** given or received, and **{ $rest ->
        [one] 1 line
       *[other] { $rest } lines
    }** of everything else: the record, who stands behind you, introductions, greetings, settings. All streaks go with it.
data-emptied = My messages about you are emptied, one after the other.
data-stays-settings = Your time zone and when your day starts stay for the { $servers ->
        [one] other server
       *[other] { $servers } other servers
    } on which you are known to me.
data-final = **There is no way back**: I can’t bring any of it back, and neither can anyone else. You can have it as a file first.
data-kept = Everything stays as it is. I’m glad!
data-deleted = It is done: everything of yours { $where ->
        [server] on this server
       *[everywhere] on all servers
    } is gone. My messages about you are being emptied, which may take a while. You are welcome to begin anew at any time.
data-not-yours = Those buttons are someone else’s. About your own data: `/privacy`
giving-too-soon = You had your data deleted, so I don’t know any more what you gave to others. Cheers, greetings and questions are yours again { $until }; goals and check-ins are at once.
nameless = someone who had their data deleted

data-about = This is what accountabot keeps about you. accountabot.json is for programs: for each table its rows, by the names of their columns. The .csv files hold the same, for spreadsheets: a cell whose text begins with =, +, -, @ (also in their wide form), a tab or a carriage return has an apostrophe before it, so that no spreadsheet carries it out. Moments are in UTC, days are yours. People, servers, channels and messages are Discord's numbers; 0 stands for no one in particular (all servers, or a server as such), and nothing for someone who had their data deleted. Numbers that name other people stand only in rows that are about you as well; which moderator blocked you is left out. If there are several files, each has a part of every table.
data-table-goals = what you promised, as it stands now
data-table-standings = what each of your goals adds up to; computed from all the rest
data-table-check_ins = your check-ins; undone_at says when you took one back
data-table-record = who did what to your goals, and what you did to any goal
data-table-pauses = when your goals rested
data-table-settings = what you set, and what was set for you; each change is a row, the last one holds
data-table-edits = what a goal of yours was before it was edited
data-table-posts = in which messages of the bot a deed stands
data-table-showings = in which messages of the bot a goal of yours is shown
data-table-mentions = in which other messages of the bot you are named or quoted
data-table-witnesses = who holds you to your goals, and whom you hold to theirs
data-table-questions = who asked you how it goes, whom you asked, and what was answered
data-table-milestones = what your goals reached: so many in a row, or 0, completed
data-table-outbox = what the bot has yet to say about you or a goal of yours
data-table-cheers = who cheered you, and whom you cheered
data-table-introductions = how you introduced yourself
data-table-disclosures = what you disclosed, each change a row
data-table-newcomers = that you are yet to be greeted
data-table-greetings = how you were greeted
data-table-hellos = who said hello to whom, you being one of them
data-table-greets = who greeted whom, you being one of them
data-table-proposals = what you typed for a server and have yet to save
data-table-departures = when you left a server, and were back
data-table-drafts = sentences of yours that wait for your choice
data-table-waiting = check-ins of yours that wait for a goal or an amount
