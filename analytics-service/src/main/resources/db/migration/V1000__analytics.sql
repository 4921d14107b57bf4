-- Every event that was consumed, with where it stood on the broker and when it came. Only appended to.
create table event (
    seq          bigint generated always as identity primary key,
    event_id     uuid        not null unique,
    topic        text        not null,
    partition_no integer     not null,
    offset_no    bigint      not null,
    type         text        not null,
    source       text        not null,
    subject      text        not null,
    user_id      text        not null,
    task_id      bigint,
    version      bigint,
    occurred_at  timestamptz not null,
    consumed_at  timestamptz not null,
    causetrace   text,
    data         jsonb       not null
);
create index event_by_task on event (task_id, occurred_at, seq) where task_id is not null;
create index event_by_user on event (user_id, occurred_at, seq);
create index event_by_position on event (topic, partition_no, offset_no);

-- What the counts are made of: one row per task, moved by versions only forwards.
create table task_fact (
    task_id      bigint primary key,
    user_id      text   not null,
    created_at   timestamptz,
    completed_at timestamptz,
    version      bigint not null
);
create index task_fact_by_creation on task_fact (user_id, created_at);
create index task_fact_by_completion on task_fact (user_id, completed_at);
