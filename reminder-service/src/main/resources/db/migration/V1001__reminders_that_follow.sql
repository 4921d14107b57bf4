-- When users want to hear of things, as preferences.changed tells; a row only ever moves to a higher version.
create table user_preferences (
    user_id           text primary key,
    time_zone         text     not null,
    quiet_start       time,
    quiet_end         time,
    -- null for any day
    working_days      text[],
    morning           time     not null,
    default_reminders jsonb    not null,
    version           bigint   not null,
    -- whether there are times at which nothing may ring; firing looks at nobody else's
    restricts         boolean  not null generated always as (quiet_start is not null or working_days is not null) stored,
    check ((quiet_start is null) = (quiet_end is null))
);

alter table reminder
    -- null: at a fixed instant
    add column before_due_seconds   bigint check (before_due_seconds >= 0),
    -- the due date that a relative reminder was last planned for
    add column due_at               timestamptz,
    add column repeat_every_seconds bigint check (repeat_every_seconds > 0),
    add column repeat_times         integer,
    add column repeats_left         integer,
    add column ignore_quiet_hours   boolean not null default false,
    add column origin               text    not null default 'ASKED' check (origin in ('ASKED', 'WITH_TASK', 'DEFAULT')),
    -- when the next ring would be if nothing spoke against it, and what does
    add column deferred_from        timestamptz,
    add column deferral             text check (deferral in ('QUIET_HOURS', 'WORKING_DAYS')),
    alter column remind_at drop not null,
    drop constraint reminder_check,
    drop constraint reminder_status_check,
    add constraint reminder_status_check check (status in ('SCHEDULED', 'WAITING', 'FIRED', 'CANCELLED')),
    add constraint reminder_scheduled_check check (status <> 'SCHEDULED' or remind_at is not null),
    -- one that rings again is scheduled and has fired
    add constraint reminder_fired_check check (status <> 'FIRED' or fired_at is not null),
    add constraint reminder_deferred_check check ((deferral is null) = (deferred_from is null)),
    add constraint reminder_repeat_check check (
        (repeat_every_seconds is null) = (repeat_times is null) and (repeat_times is null) = (repeats_left is null));

-- What a change of preferences may let ring earlier.
create index reminder_deferred on reminder (user_id, remind_at) where status = 'SCHEDULED' and deferral is not null;

-- Why a reminder did or did not ring; only ever appended to, in the transaction of what it tells.
create table reminder_history (
    reminder_id bigint      not null,
    history_id  bigint      not null generated always as identity,
    occurrence  integer     not null,
    at          timestamptz not null,
    what        text        not null,
    reason      text        not null,
    from_at     timestamptz,
    to_at       timestamptz,
    time_zone   text,
    primary key (reminder_id, history_id)
);

-- When an instance last looked for what is due, and when, before that, none did for a while.
create table firing_watch (
    one         boolean     primary key default true check (one),
    looked_at   timestamptz not null,
    outage_from timestamptz,
    outage_to   timestamptz
);
