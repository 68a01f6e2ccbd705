package dev.leadline.gateway.domain;

import java.util.List;

/** Writes entries of the audit log, all or none. */
@FunctionalInterface
public interface WriteAudit {

  /**
   * Writes them in this order.
   *
   * @throws Unavailable when they cannot be written now; whatever else it throws says that one of
   *     them never can
   */
  void write(List<AuditEntry> entries);
}
