package dev.leadline.events.view;

/** The entries of a timeline were written. */
public record TimelineChanged(String leadId, String tenant, long version) implements LeadChange {}
