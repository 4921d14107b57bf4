-- Tasks as task-events tell of them; a row only ever moves to a higher version.
create table task_view (
    task_id  bigint primary key,
    user_id  text        not null,
    title    text        not null,
    status   text        not null check (status in ('PENDING', 'COMPLETED')),
    due_date timestamptz,
    version  bigint      not null,
    deleted  boolean     not null
);

-- As many ids as JPA takes at a time.
create sequence reminder_seq increment by 50;

create table reminder (
    reminder_id         bigint primary key,
    task_id             bigint      not null references task_view,
    user_id             text        not null,
    remind_at           timestamptz not null,
    notification_method text        not null check (notification_method in ('EMAIL', 'PUSH', 'SMS')),
    status              text        not null check (status in ('SCHEDULED', 'FIRED', 'CANCELLED')),
    -- which ring it is; a reminder rings once per occurrence, since ringing takes it out of SCHEDULED or to the next one
    occurrence          integer     not null,
    fired_at            timestamptz,
    late                boolean     not null,
    -- the W3C traceparent of the request that asked for it
    causetrace          text,
    version             bigint      not null,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    check ((status = 'FIRED') = (fired_at is not null))
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

-- What is due is found without looking at what is not: claiming costs the same however many wait.
create index reminder_due on reminder (remind_at) where status = 'SCHEDULED';
create index reminder_by_task on reminder (task_id, reminder_id);
