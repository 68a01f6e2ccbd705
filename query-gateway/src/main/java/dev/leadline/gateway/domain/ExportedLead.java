package dev.leadline.gateway.domain;

import dev.leadline.events.view.LeadRow;
import java.util.Map;

/**
 * A lead as files have it.
 *
 * @param row as it was written: what is overdue is for the reader to say
 * @param customFields by name, as a person reads them
 */
public record ExportedLead(LeadRow row, Map<String, String> customFields) {}
