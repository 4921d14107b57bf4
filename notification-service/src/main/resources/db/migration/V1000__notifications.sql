create table preferences (
    user_id    text primary key,
    email      text        not null,
    version    bigint      not null,
    updated_at timestamptz not null
);

-- One message to one user over one channel. This table is the truth about deliveries, and their queue.
create table notification (
    notification_id uuid primary key,
    event_id        uuid        not null,
    channel         text        not null,
    user_id         text        not null,
    task_id         bigint      not null,
    reminder_id     bigint      not null,
    task_title      text        not null,
    remind_at       timestamptz not null,
    late            boolean     not null,
    status          text        not null
        check (status in ('PENDING', 'SENDING', 'RETRYING', 'SENT', 'FAILED', 'SUPPRESSED')),
    attempts        integer     not null default 0,
    -- when the next attempt may begin; while one is under way, when it counts as lost. Null once it's settled for good.
    next_attempt_at timestamptz,
    reason          text,
    -- the W3C traceparent of the event
    causetrace      text,
    version         bigint      not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    sent_at         timestamptz,
    unique (event_id, channel),
    check ((status in ('PENDING', 'SENDING', 'RETRYING')) = (next_attempt_at is not null)),
    check ((status = 'SENT') = (sent_at is not null))
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

create index notification_due on notification (channel, next_attempt_at) where next_attempt_at is not null;
create index notification_by_user on notification (user_id, notification_id);
