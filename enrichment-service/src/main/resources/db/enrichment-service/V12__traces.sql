-- The trace that a question is a part of, as W3C writes it; nothing personal.
alter table inquiries add column trace_parent text;
