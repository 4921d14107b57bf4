-- The code that was last sent to a user's address, and how many there were: codes must neither be guessed nor flood others.
create table verification (
    user_id      text        not null,
    address_kind text        not null check (address_kind in ('EMAIL', 'PHONE')),
    -- of this issue of a code; its link names it
    issue        uuid        not null,
    -- null, as is the code, once it is verified
    address      text,
    code_hash    bytea,
    expires_at   timestamptz not null,
    tries        integer     not null,
    sent_at      timestamptz not null,
    -- codes sent within the hour that began then
    hour_began   timestamptz not null,
    sent         integer     not null,
    primary key (user_id, address_kind)
);

create index verification_by_age on verification (sent_at);
