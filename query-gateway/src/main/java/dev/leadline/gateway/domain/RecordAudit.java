package dev.leadline.gateway.domain;

/** Remembers who did what. */
@FunctionalInterface
public interface RecordAudit {

  /** Takes it at once and writes it soon; on a stop in order, before the stop. */
  void record(AuditEntry entry);
}
