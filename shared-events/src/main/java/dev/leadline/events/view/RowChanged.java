package dev.leadline.events.view;

/** A row was written: the value of {@code leadline.row-changes}. */
public record RowChanged(String leadId, String tenant, long version) implements LeadChange {}
