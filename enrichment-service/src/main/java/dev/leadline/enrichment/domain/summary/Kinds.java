package dev.leadline.enrichment.domain.summary;

/** What a sentence of a lead is about; several may hold, or none. */
public record Kinds(boolean question, boolean painPoint, boolean interest) {}
