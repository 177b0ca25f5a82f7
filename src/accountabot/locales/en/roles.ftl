# Roles that members get for their streaks.

roles-title = ### 🏅 Roles for streaks
roles-none = No streak roles yet. Pick one with { COMMAND("setup roles", options: "streak: 7 role: @Regulars") }: anyone who keeps their word seven times in a row gets it.
roles-line = **{ $streak } in a row** → <@&{ $role }>
roles-problem = ⚠️ { $problem }
roles-how = -# What counts is someone’s current streak on { COMMAND("leaderboard") }. When it ends, I take the role back.
roles-notes = -# What counts is someone’s current streak on { COMMAND("leaderboard") }, in days, weeks or months, depending on the goal. People get every role that their streak has reached, soon after they check in, and nobody is pinged. When the streak ends, or they leave the leaderboards, I take back the roles I gave. Anyone who already had a role keeps it. To change a number, pick its role again.
roles-set = Done: people get <@&{ $role }> once they reach **{ $streak } in a row**. For anyone who’s there already, it may take a few minutes.
roles-removed = Removed. I’m taking that role back from everyone I gave it to, which may take a few minutes.
roles-removed-later = Removed, so nobody gets that role any more. Those I gave it to keep it until I’m allowed to take it back.
roles-removed-already = That one was removed already.
roles-not-yours = Someone else opened that. You can open your own with { COMMAND("setup roles") }.
roles-both = I need both a streak and a role: { COMMAND("setup roles", options: "streak: 7 role: @Regulars") }. To see the current roles, leave out both.
roles-range = Pick a streak from { $least } to { $most }, like 7 or 30.
roles-full = You can have up to { $most } roles for streaks. Remove one with { COMMAND("setup roles") } first.
roles-may-not = I’m not allowed to give roles here, because I don’t ask for more permissions than I need. This link asks for *Manage Roles*: { $invite }
button-role-remove = Remove

role-gone = That role no longer exists. Remove it in { COMMAND("setup roles") }, or pick another.
role-everyone = Everybody has that role already. Create one just for this, and pick it.
role-managed = <@&{ $role }> belongs to an app or to Discord itself, so I can’t hand it out. Create a role just for this, and pick it.
role-powerful = <@&{ $role }> comes with powers that a streak shouldn’t give anyone: { $powers }. Remove them from the role (in channels, too), or pick another.
role-too-high = <@&{ $role }> isn’t below my own highest role, so Discord won’t let me give or take it. In Server Settings → Roles, drag my role above it.
role-not-manager = Only someone who could give <@&{ $role }> by hand can pick it, and for that you need *Manage Roles*. Ask someone who has it, or the server’s owner.
role-above-you = <@&{ $role }> isn’t below your own highest role, so you couldn’t give it by hand. Ask someone with a higher role, or the server’s owner.
role-reason-given = Reached the streak for this role
role-reason-taken = No longer has the streak for this role

power-administrator = Administrator
power-manage_guild = Manage Server
power-manage_roles = Manage Roles
power-manage_channels = Manage Channels
power-manage_messages = Manage Messages
power-manage_threads = Manage Threads
power-manage_webhooks = Manage Webhooks
power-manage_events = Manage Events
power-manage_expressions = Manage Expressions
power-manage_nicknames = Manage Nicknames
power-kick_members = Kick Members
power-ban_members = Ban Members
power-moderate_members = Time Out Members
power-mute_members = Mute Members
power-deafen_members = Deafen Members
power-move_members = Move Members
power-pin_messages = Pin Messages
power-bypass_slowmode = Bypass Slowmode
power-view_audit_log = View Audit Log
power-view_guild_insights = View Server Insights
power-view_creator_monetization_analytics = View Monetization Analytics
power-mention_everyone = Mention Everyone
power-priority_speaker = Priority Speaker
power-create_expressions = Create Expressions
power-create_events = Create Events
power-more = { "" } and more
power-unknown = a permission that’s newer than I am

checkup-role = ⚠️ **Role for { $streak } in a row:** { $problem }
checkup-roles-more = ⚠️ { $count ->
        [one] One more role for streaks has
       *[other] { $count } more roles for streaks have
    } a problem: { COMMAND("setup roles") }.
overview-roles = **Roles for streaks:** { $roles }. { COMMAND("setup roles") }
setting-streak-roles = Roles for streaks
holds-role = { $streak } in a row: <@&{ $role }>
holds-no-roles = none
holds-roles = **{ $what }** { $change }
holds-roles-new = new: { $roles }
holds-roles-gone = removed: { $roles }
holds-roles-more = and { $count } more
import-role-unfound = -# **Roles for streaks**: I’ve left out the one for { $streak } in a row. There’s no role { $role } here, or more than one. You can pick one with { COMMAND("setup roles") }.
import-role-refused = -# **Roles for streaks**: I’ve left one out. { $reason }
import-roles-more = -# I’ve left out { $count } more.
import-roles-lost = **Roles for streaks**: no change, because you or I can no longer give one of them. { COMMAND("setup roles") } shows why.
failure-nobody = for someone
file-wants-roles = { $key }: { $found } doesn’t work. It takes a list of up to { $most } roles with streaks from 1 to { $limit }, like `[{"{"}"streak": 7, "role": {"{"}"id": "", "name": "Regulars"{"}"}{"}"}]`, or `[]` for none.
