-- As many ids as JPA takes at a time.
create sequence task_seq increment by 50;

create table task (
    task_id      bigint primary key,
    user_id      text        not null,
    title        text        not null,
    description  text,
    due_date     timestamptz,
    status       text        not null check (status in ('PENDING', 'COMPLETED')),
    version      bigint      not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    completed_at timestamptz,
    check ((status = 'COMPLETED') = (completed_at is not null))
);

-- Lists are of one user, newest first.
create index task_by_user on task (user_id, task_id desc);
