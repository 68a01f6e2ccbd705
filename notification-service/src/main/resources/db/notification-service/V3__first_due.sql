-- When a line was due at first, where it has been put off since; null while that is due_at. Lines
-- that are there already need none, so this is a moment's work, however many they are.
alter table deliveries add column first_due_at timestamptz;
