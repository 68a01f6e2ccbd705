package dev.leadline.enrichment.domain;

import dev.leadline.events.Value;
import java.time.Instant;

/** What a vendor said of a company, and when. */
public record CompanyValue(Value value, Instant saidAt) {}
