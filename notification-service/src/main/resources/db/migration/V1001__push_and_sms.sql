alter table preferences
    -- whoever knows it can listen: it is as secret as a password
    add column push_topic text check (push_topic ~ '^[-_A-Za-z0-9]{1,64}$'),
    -- E.164
    add column phone text check (phone ~ '^\+[1-9][0-9]{1,14}$');
