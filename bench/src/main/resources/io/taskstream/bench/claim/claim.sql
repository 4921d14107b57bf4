with r as materialized (
    select * from reminder
    where status = 'SCHEDULED' and remind_at >= ? and remind_at <= statement_timestamp()
    order by remind_at limit ? for update skip locked)
select r.reminder_id, r.task_id, r.user_id, t.title, r.remind_at, r.deferred_from, r.deferral,
    r.notification_method, r.occurrence, r.repeat_every_seconds, r.repeats_left, r.updated_at,
    r.causetrace, statement_timestamp() as now,
    p.time_zone, p.quiet_start, p.quiet_end, p.working_days, p.morning
from r
    cross join lateral (select title from task_view where task_id = r.task_id limit 1) t
    left join lateral (
        select * from user_preferences
        where user_id = r.user_id and restricts and not r.ignore_quiet_hours limit 1) p on true
order by r.remind_at, r.reminder_id
