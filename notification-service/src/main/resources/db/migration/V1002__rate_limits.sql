-- How many messages may begin on a channel, all instances together: a bucket of tokens. A channel without one has no limit.
create table channel_limit (
    channel    text primary key,
    per_second double precision not null check (per_second > 0),
    burst      double precision not null check (burst >= 1),
    -- as of filled_at
    tokens     double precision not null,
    filled_at  timestamptz      not null
);
