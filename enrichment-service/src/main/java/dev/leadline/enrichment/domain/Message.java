package dev.leadline.enrichment.domain;

/**
 * Something that a lead has written or said.
 *
 * @param leadEventId of the event that brought it, the same whenever that is delivered again
 * @param messageId the channel's id, by which its scores are told apart
 */
public record Message(
    String tenant, String leadId, String leadEventId, String messageId, String text) {}
