-- No reminders were asked for with the task, and it came without a due date: the user's default ones come with the first.
-- Tasks that are known already may have asked for none.
alter table task_view add column awaits_defaults boolean not null default false;
