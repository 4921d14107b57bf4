-- Events committed together with the state that caused them, not yet published. Rows are appended and deleted, never
-- updated; the relay reads them by seq.
create table outbox (
    seq        bigint generated always as identity primary key,
    topic      text        not null,
    event_key  text        not null,
    event_id   uuid        not null,
    payload    bytea       not null,
    created_at timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

-- The ids of events already applied, written in the transaction of their effect.
create table inbox (
    event_id   uuid primary key,
    applied_at timestamptz not null default now()
);
create index inbox_by_applied_at on inbox (applied_at);

-- Events that could not be applied, with their cause. 'retrying' while the sidecar still redelivers.
create table dead_letter (
    dead_letter_id  bigint generated always as identity primary key,
    topic           text        not null,
    partition_no    integer     not null,
    offset_no       bigint      not null,
    event_id        uuid,
    event_type      text,
    event_key       text,
    payload         text        not null,
    cause           text        not null,
    attempts        integer     not null,
    state           text        not null check (state in ('retrying', 'dead', 'redriven', 'discarded')),
    first_failed_at timestamptz not null default now(),
    last_failed_at  timestamptz not null default now(),
    settled_at      timestamptz,
    settled_by      text,
    discard_reason  text,
    unique (topic, partition_no, offset_no)
);
create index dead_letter_by_state on dead_letter (state, dead_letter_id);
