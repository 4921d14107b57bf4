-- A completion has the version of the task then, so that the last one counts in whatever order it is heard of, and a task
-- that was reopened keeps it without being completed.
alter table task_fact
    add column completion_version bigint  not null default 0,
    add column completed          boolean not null default false;
update task_fact set completed = true, completion_version = version where completed_at is not null;
