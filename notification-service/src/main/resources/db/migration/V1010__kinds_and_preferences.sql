-- What a notification is about. What a reminder says is in columns of its own, what others say in content.
alter table notification
    add column kind text not null default 'REMINDER' check (kind in ('REMINDER', 'DIGEST', 'VERIFICATION')),
    -- forgotten once the notification is settled for good: it may hold a code
    add column content jsonb,
    alter column task_id drop not null,
    alter column reminder_id drop not null,
    alter column task_title drop not null,
    alter column remind_at drop not null,
    add check (kind <> 'REMINDER'
        or (task_id is not null and reminder_id is not null and task_title is not null and remind_at is not null)),
    add check (kind = 'REMINDER' or content is not null
        or status in ('SENT', 'FAILED', 'SUPPRESSED'));

alter table preferences
    add column if not exists phone text,
    add column if not exists push_topic text,
    alter column email drop not null,
    -- addresses that were in use before they had to be verified stay in use
    add column email_verified boolean not null default true,
    add column phone_verified boolean not null default false,
    -- everything but addresses, as in the API
    add column settings jsonb not null default '{}';

alter table preferences alter column email_verified set default false;
