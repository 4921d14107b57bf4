-- Each instance takes ids in blocks, so they don't tell which of two tasks is the newer one.
create index task_newest_first on task (user_id, created_at desc, task_id desc);
drop index task_by_user;
