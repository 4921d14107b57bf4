-- Which ended long ago.
create index reminder_ended on reminder (updated_at, reminder_id) where status in ('FIRED', 'CANCELLED');
