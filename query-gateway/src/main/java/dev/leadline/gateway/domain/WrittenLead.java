package dev.leadline.gateway.domain;

import org.jspecify.annotations.Nullable;

/**
 * A lead for a file, not yet read.
 *
 * @param customFields by name, as a JSON object; null for a lead without any
 */
public record WrittenLead(WrittenRow row, @Nullable String customFields) {}
