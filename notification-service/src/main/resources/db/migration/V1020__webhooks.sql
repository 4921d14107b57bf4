-- A URL of a user's that wants to hear of events.
create table webhook (
    webhook_id            uuid primary key,
    user_id               text        not null,
    url                   text        not null,
    -- the URL's host: attempts at one host at a time are limited
    host                  text        not null,
    -- CloudEvents types, and topics for all types on them
    event_types           text[]      not null,
    description           text,
    status                text        not null check (status in ('ACTIVE', 'PAUSED', 'GONE', 'FAILING')),
    -- why it isn't active, unless the user wanted it so
    reason                text,
    -- whsec_…, encrypted where a key is configured
    secret                text        not null,
    -- the one before the last rotation, which signs as well until then
    previous_secret       text,
    previous_secret_until timestamptz,
    -- attempts that failed since the last that did not, and when the first of them did
    failures              integer     not null default 0,
    failing_since         timestamptz,
    version               bigint      not null,
    created_at            timestamptz not null,
    updated_at            timestamptz not null,
    check ((previous_secret is null) = (previous_secret_until is null)),
    check ((failures = 0) = (failing_since is null))
);

create index webhook_by_user on webhook (user_id, webhook_id);
create index webhook_by_active_user on webhook (user_id) where status = 'ACTIVE';

-- One event for one webhook: the queue, and then the log.
create table webhook_delivery (
    delivery_id     uuid primary key,
    webhook_id      uuid        not null references webhook on delete cascade,
    event_id        uuid        not null,
    event_type      text        not null,
    -- the envelope as it is sent and signed, byte for byte the same in every attempt
    payload         text        not null,
    causetrace      text,
    status          text        not null check (status in ('PENDING', 'SENDING', 'RETRYING', 'DELIVERED', 'FAILED')),
    attempts        integer     not null default 0,
    -- attempts before the last time somebody asked for the delivery: retries are counted from there
    attempts_before integer     not null default 0,
    -- when the next attempt may begin; while one is under way, when it counts as lost. Null once it's settled.
    next_attempt_at timestamptz,
    response_status integer,
    reason          text,
    created_at      timestamptz not null,
    last_attempt_at timestamptz,
    delivered_at    timestamptz,
    unique (webhook_id, event_id),
    check ((status in ('PENDING', 'SENDING', 'RETRYING')) = (next_attempt_at is not null))
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

-- the head of each webhook's queue is one step in it
create index webhook_delivery_due on webhook_delivery (webhook_id, next_attempt_at) where next_attempt_at is not null;
create index webhook_delivery_log on webhook_delivery (webhook_id, delivery_id);
create index webhook_delivery_age on webhook_delivery (created_at);
