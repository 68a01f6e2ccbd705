package dev.leadline.enrichment.domain.summary;

/** Words of the lead and the message that they are from. */
public record Quote(String messageId, String text) {}
