package dev.leadline.enrichment.domain;

import org.jspecify.annotations.Nullable;

/**
 * Something that a lead has written or said.
 *
 * @param leadEventId of the event that brought it, the same whenever that is delivered again
 * @param messageId the channel's id, by which its scores are told apart in a conversation
 * @param conversationId null where the channel did not say
 */
public record Message(
    String tenant,
    String leadId,
    String leadEventId,
    String messageId,
    @Nullable String conversationId,
    String text) {}
