-- Answers of writes that carried an Idempotency-Key, inserted in the transaction of the write itself. Versions 2.x are
-- reserved for api-conventions (1.x for eventing); a service's own migrations start at 1000.
create table idempotency_key (
    user_id     text        not null,
    key         text        not null,
    fingerprint bytea       not null,
    status      smallint    not null,
    etag        text,
    location    text,
    body        bytea,
    created_at  timestamptz not null default now(),
    primary key (user_id, key)
);

-- Rows are inserted in the order of time and purged in it: a few kilobytes say where the old ones are.
create index idempotency_key_by_age on idempotency_key using brin (created_at) with (pages_per_range = 32);
