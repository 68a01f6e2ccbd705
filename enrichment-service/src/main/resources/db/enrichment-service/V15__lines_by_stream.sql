-- An erasure looks for the words of a lead and for those in its history. Without an index for the
-- second, every one of them reads the lines of sixty days, while all others wait for it.
create index conversation_lines_of_stream on conversation_lines (stream);
