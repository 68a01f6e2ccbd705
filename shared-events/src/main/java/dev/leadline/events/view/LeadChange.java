package dev.leadline.events.view;

/**
 * What of a lead can be read anew, and as of how many of its events. It names the lead and holds
 * nothing of it, so that a topic of changes holds nothing personal.
 */
public sealed interface LeadChange permits RowChanged, TimelineChanged {

  String leadId();

  String tenant();

  long version();
}
