package dev.leadline.gateway.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the audit log. */
@FunctionalInterface
public interface ReadAudit {

  /**
   * The newest first.
   *
   * @throws Unavailable when it cannot be read now
   */
  List<Kept> read(Question question);

  /**
   * Which entries.
   *
   * @param before only older ones than this; null from the newest
   */
  record Question(
      String tenant,
      @Nullable String action,
      @Nullable String who,
      @Nullable String leadId,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Long before,
      int limit) {}

  /** An entry, and its place. */
  record Kept(long entryId, AuditEntry entry) {}
}
