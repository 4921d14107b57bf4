-- Repeatable: a service's own migrations have higher versions than ours, and below them Flyway applies nothing new to a
-- database that exists.

-- How many wait, and lists, by topic.
create index if not exists dead_letter_by_topic on dead_letter (topic, state, dead_letter_id);

-- Whether an older one of the same key waits.
create index if not exists dead_letter_waiting_by_key on dead_letter (topic, event_key, dead_letter_id)
    where state = 'dead';

-- Which were settled long ago.
create index if not exists dead_letter_settled on dead_letter (settled_at) where state in ('redriven', 'discarded');
