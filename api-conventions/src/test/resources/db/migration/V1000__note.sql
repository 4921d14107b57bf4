create table note (
    note_id bigint generated always as identity primary key,
    user_id text   not null,
    title   text   not null,
    text    text,
    version bigint not null
);
