-- A reminder that waits for a digest is pending without an attempt of its own; its fate is that of the digest's mail.
alter table notification
    add column collected boolean not null default false,
    -- the end of the window that it goes with
    add column digest_window timestamptz,
    -- the notification that is the mail, once it is made
    add column digest_id uuid,
    drop constraint notification_check,
    add constraint notification_due_check check (
        (status in ('PENDING', 'SENDING', 'RETRYING'))
        = (next_attempt_at is not null or (collected and status = 'PENDING')));

create index notification_collected on notification (user_id, digest_window) where collected and status = 'PENDING';
create index notification_of_digest on notification (digest_id) where digest_id is not null;

-- One mail for each user and window.
create table digest (
    user_id         text        not null,
    window_end      timestamptz not null,
    -- when it is made; null once that has been done
    due_at          timestamptz,
    -- null until it is made, and if there was nothing to say any more
    notification_id uuid,
    primary key (user_id, window_end)
);

create index digest_due on digest (due_at) where due_at is not null;
