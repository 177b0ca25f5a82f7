"""Give and take streak roles: soon after a member acts, and in a slow sweep of every server."""

import asyncio
import logging
from collections import defaultdict
from datetime import datetime, timedelta
from functools import partial

from discord import ClientException, Guild, RawMemberRemoveEvent, Role
from discord import Member as DiscordMember
from discord.ext import commands

from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.goals.record import RecordEntry
from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.streaks.streak_roles import RoleAccess
from accountabot.services.server import role_rules
from accountabot.services.streaks import role_sweeps, streak_roles
from accountabot.services.streaks.role_sweeps import EVERYONE
from accountabot.services.streaks.streak_roles import APART, RolePlan
from accountabot.throttle import Throttle
from accountabot.ui.client import Client
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS
from accountabot.ui.server import role_requests
from accountabot.ui.server.role_checks import access_of
from accountabot.ui.server.role_pace import RolePace
from accountabot.ui.server.role_requests import RoleAnswer

REFUSED_FOR = timedelta(hours=1)
"""How long a role is left alone after Discord refused to give or take it."""
REPORTED_AT = 2
"""The attempt whose failure owners see."""
AFTER_START = timedelta(minutes=1)
LOOK_UP_WITHIN = 10.0
"""Timeout in seconds for looking up members."""
ROLES_CHANGE_FOR = 60.0
"""Seconds between two looks at the roles of a server; moving one changes many."""

_log = logging.getLogger(__name__)


class RoleGrants(commands.Cog):
    """Every change is an outbox entry, so that no member waits and no restart loses one."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        self._servers: set[ServerId] = set()
        self._pace = RolePace(APART)
        self._throttle = Throttle(ROLES_CHANGE_FOR)
        self._locks: dict[ServerId, asyncio.Lock] = defaultdict(asyncio.Lock)
        """One change at a time on a server, so that none overtakes another of the same role."""
        self._refused: dict[tuple[ServerId, int], datetime] = {}
        """Until when roles are left alone."""
        bot.outbox_handlers[Topic.STREAK_ROLES] = self.update

    async def cog_load(self) -> None:
        """Learn which servers have streak roles."""
        self._servers = await self.bot.database.read(streak_roles.servers)

    async def cog_unload(self) -> None:
        """Stop looking at roles that changed a moment ago; the next start looks at all."""
        self._throttle.stop()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Look at everyone soon: roles and members may have changed while the bot was away."""
        for server in sorted(self._servers):
            await self._queue_sweep(server, self.bot.clock.now() + AFTER_START)

    @commands.Cog.listener()
    async def on_streak_roles_changed(self, server: ServerId) -> None:
        """Give and take by new rules; a sweep is queued already."""
        self._servers.add(server)
        self.bot.events.outbox_changed()

    @commands.Cog.listener()
    async def on_goal_changed(self, server: ServerId, goal: GoalId) -> None:
        """Queue the owner of a goal if they gained or lost a role through it."""
        guild = self.bot.get_guild(server)
        if server not in self._servers or guild is None:
            return
        access = await self._access(guild, is_quick=True)
        read = self.bot.database.read
        if owner := await read(
            streak_roles.owner_to_update, server, goal, access, self.bot.clock.now()
        ):
            await self.bot.database.write_in_background(
                streak_roles.request, owner, self.bot.clock.now()
            )
            self.bot.events.outbox_changed()

    @commands.Cog.listener()
    async def on_action_undone(self, server: ServerId, entry: RecordEntry) -> None:
        """Look at the owner of a goal after an action on it is undone."""
        await self.on_goal_changed(server, entry.goal)

    @commands.Cog.listener()
    async def on_standings_stale(self) -> None:
        """Look at members whose preferences or blocks changed; they are queued already."""
        self.bot.events.outbox_changed()

    @commands.Cog.listener()
    async def on_member_join(self, joined: DiscordMember) -> None:
        """Forget the roles of an earlier stay."""
        server = ServerId(joined.guild.id)
        if server in self._servers:
            who = Member(server, MemberId(joined.id))
            await self.bot.database.write_in_background(streak_roles.forget_all, who)
            self.bot.events.standings_stale()  # their goals go on, and may earn a role at once

    @commands.Cog.listener()
    async def on_raw_member_remove(self, event: RawMemberRemoveEvent) -> None:
        """Forget the roles that Discord took from a member who left."""
        server = ServerId(event.guild_id)
        if server in self._servers:
            who = Member(server, MemberId(event.user.id))
            await self.bot.database.write_in_background(streak_roles.forget_all, who)

    @commands.Cog.listener()
    async def on_guild_role_update(self, _: Role, after: Role) -> None:
        """Look at a server again after its roles, and so what the bot may do, changed."""
        await self._on_roles_changed(after.guild)

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: Role) -> None:
        """Look at a server again after a role was deleted."""
        await self._on_roles_changed(role.guild)

    async def _on_roles_changed(self, guild: Guild) -> None:
        server = ServerId(guild.id)
        if server in self._servers:
            await self._throttle.run(server, partial(self._queue_sweep, server))

    async def _queue_sweep(self, server: ServerId, due: datetime | None = None) -> None:
        for refused in [key for key in self._refused if key[0] == server]:
            del self._refused[refused]
        now = self.bot.clock.now()
        write = self.bot.database.write_in_background
        await write(role_sweeps.queue, server, now, due or now)
        self.bot.events.outbox_changed()

    async def update(self, guild: Guild, entry: OutboxEntry) -> None:
        """Give and take the roles of one member, or queue all members with anything to change."""
        access = await self._access(guild)
        try:
            if entry.subject == EVERYONE:
                async with self._locks[entry.server]:
                    await self._sweep(guild, entry, access)
            else:
                await self._update_member(guild, entry, access)
        except REQUEST_ERRORS:
            if entry.tries == REPORTED_AT:
                self._report(entry.server)
            raise

    async def _update_member(self, guild: Guild, entry: OutboxEntry, access: RoleAccess) -> None:
        who = Member(entry.server, MemberId(entry.subject))
        database = self.bot.database
        plan = await database.read(streak_roles.plan, who, access, self.bot.clock.now())
        if turn := self._wait(entry, plan):
            await database.write_in_background(streak_roles.postpone, entry, turn)
            return
        async with self._locks[entry.server]:
            if plan.is_urgent:
                await self._apply(guild, who, access)
            await database.write_in_background(
                streak_roles.finish, entry, who, access, self.bot.clock.now()
            )

    def _wait(self, entry: OutboxEntry, plan: RolePlan) -> datetime | None:
        changes = len(plan.changes.give) + len(plan.changes.take)
        now = self.bot.clock.now()
        return self._pace.wait_until(entry.server, entry.id, changes, now) if changes else None

    async def _apply(self, guild: Guild, who: Member, access: RoleAccess) -> None:
        """Make the changes that are due now; each is saved before the next."""
        member = await role_requests.find_member(guild, who.id)
        if member is None:
            await self._record_gone(who)
            return
        plan = await self.bot.database.read(streak_roles.plan, who, access, self.bot.clock.now())
        for role in sorted(plan.changes.take):
            await self._settle(who, role, access, await role_requests.take(member, role))
        for role in sorted(plan.changes.give):
            if not member.pending:  # a role would let them skip the rules screening
                await self._give(member, who, role, plan, access)

    async def _give(
        self, member: DiscordMember, who: Member, role: int, plan: RolePlan, access: RoleAccess
    ) -> None:
        write = self.bot.database.write_in_background
        is_first = role not in plan.held
        if is_first and member.get_role(role):
            await write(streak_roles.note_found, who, role, access, self.bot.clock.now())
        elif await write(streak_roles.begin, who, role, access, self.bot.clock.now()):
            answer = await role_requests.give(member, role)
            if answer is RoleAnswer.DONE:
                await write(streak_roles.confirm, who, role)
                return
            if answer is RoleAnswer.REFUSED and is_first:  # an earlier attempt may have worked
                await write(streak_roles.note_refused, who, role)
            await self._settle(who, role, access, answer)

    async def _settle(self, who: Member, role: int, access: RoleAccess, answer: RoleAnswer) -> None:
        """Save that a role was taken away, or what prevents a change."""
        write = self.bot.database.write_in_background
        match answer:
            case RoleAnswer.DONE:
                await write(streak_roles.forget, who, role, access, self.bot.clock.now())
            case RoleAnswer.MEMBER_GONE:
                await self._record_gone(who)
            case RoleAnswer.ROLE_GONE:
                await write(streak_roles.forget_role, who.server, role)
            case RoleAnswer.REFUSED:
                self._refuse(who.server, role)

    async def _record_gone(self, who: Member) -> None:
        await self.bot.database.write_in_background(
            streak_roles.record_gone, who, self.bot.clock.now()
        )
        self.bot.events.standings_stale()

    def _refuse(self, server: ServerId, role: int) -> None:
        """Leave a role alone for a while, and tell owners."""
        self._refused[server, role] = self.bot.clock.now() + REFUSED_FOR
        self._report(server)

    def _report(self, server: ServerId) -> None:
        self.bot.events.delivery_failed(server, None, PostKind.ROLE)

    async def _sweep(self, guild: Guild, entry: OutboxEntry, access: RoleAccess) -> None:
        database = self.bot.database
        has_more = await self._take_left_behind(guild, access)
        await self._look_who_is_here(guild)
        now = self.bot.clock.now()
        read = database.read_in_background  # it reads every streak of the server
        found = await read(streak_roles.members_to_update, entry.server, access, now)
        finish = streak_roles.finish_sweep
        if not await database.write_in_background(finish, entry, found, now, has_more=has_more):
            self._servers.discard(entry.server)
        self._pace.drop_lost(now)
        self.bot.events.standings_stale()  # members whose streaks are stale were left out

    async def _take_left_behind(self, guild: Guild, access: RoleAccess) -> bool:
        """Take roles from members who deleted their data; return whether there may be more."""
        database = self.bot.database
        left = await database.read(streak_roles.left_behind, ServerId(guild.id))
        for who, role in left:
            if role not in access.existing:
                await database.write_in_background(streak_roles.forget_role, who.server, role)
            elif role in access.takeable:
                member = await role_requests.find_member(guild, who.id)
                answer = await role_requests.take(member, role) if member else RoleAnswer.DONE
                await self._settle(who, role, access, answer)
        is_full = len(left) == streak_roles.LEFT_BEHIND
        return is_full and {role for _, role in left} <= access.takeable

    async def _look_who_is_here(self, guild: Guild) -> None:
        """Look up some members with roles, and forget those who left or came back unseen."""
        server = ServerId(guild.id)
        known = await self.bot.database.read(streak_roles.sample, server)
        if not known:
            return
        try:
            async with asyncio.timeout(LOOK_UP_WITHIN):
                ids: list[int] = [*known]
                found = await guild.query_members(user_ids=ids, limit=len(ids), cache=False)
        except (TimeoutError, ClientException) as error:
            _log.warning("Discord did not say who is still in server %s: %r", guild.id, error)
            return
        joined = {member.id: member.joined_at for member in found}
        for key, since in known.items():
            who = Member(server, key)
            if key not in joined:
                await self._record_gone(who)
            elif (at := joined[key]) and at > since:
                await self.bot.database.write_in_background(streak_roles.forget_all, who)

    async def _access(self, guild: Guild, *, is_quick: bool = False) -> RoleAccess:
        """Return what the bot can do; a quick look leaves out what roles allow in channels."""
        server = ServerId(guild.id)
        rules = await self.bot.database.read(role_rules.load, server)
        now = self.bot.clock.now()
        refused = [
            role
            for (where, role), until in self._refused.items()
            if where == server and until > now
        ]
        return access_of(guild, [rule.role for rule in rules], refused, is_quick=is_quick)


async def setup(bot: Client) -> None:
    """Load the cog."""
    await bot.add_cog(RoleGrants(bot))
