package dev.leadline.notification.domain;

/**
 * Keeps a notice for the dashboard; the same one again changes nothing, nor does one whose lead was
 * erased since it was opened: it is as if it had been kept and erased.
 */
@FunctionalInterface
public interface KeepInInbox {

  /** Keeps it. */
  void keep(Notice notice);
}
