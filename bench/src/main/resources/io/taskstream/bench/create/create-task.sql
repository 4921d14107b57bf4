-- What task-service has PostgreSQL do for one POST /api/tasks with an Idempotency-Key: the statements, their order and
-- the rows are the service's. Like its driver, this sends BEGIN together with the first statement.
-- :payload and :body come from the command line; ids are taken from the service's sequence.
\set user random(0, 999)
\startpipeline
begin;
insert into outbox (topic, event_key, event_id, payload)
    values ('task-events', nextval('task_seq')::text, gen_random_uuid(), convert_to(:payload, 'UTF8'));
\endpipeline
insert into idempotency_key (user_id, key, fingerprint, status, etag, location, body)
    values ('bench-user-' || :user, gen_random_uuid()::text,
        '\xcb44eafe975f10f309cfa654796b6e5b66294621d22c20b713e52b2f83032786', 201, '"1"',
        '/api/tasks/' || currval('task_seq'), convert_to(:body, 'UTF8'))
    on conflict do nothing;
insert into task (completed_at, created_at, description, due_date, status, title, updated_at, user_id, version, task_id)
    values (null, now(), 'Milk, bread, 12 eggs', now() + interval '7 days', 'PENDING', 'Buy groceries 0000000', now(),
        'bench-user-' || :user, 1, currval('task_seq'));
commit;
