package dev.leadline.events.view;

/**
 * A row was written: the value of {@code leadline.row-changes}. It names the row and holds nothing
 * of it, so that a compacted topic holds nothing personal.
 */
public record RowChanged(String leadId, String tenant, long version) {}
