-- What exactly was done: which rebuild, which letter, which topic.
alter table audit_log add column details text;
