package dev.leadline.notification.domain;

/** Keeps a notice for the dashboard; the same one again changes nothing. */
@FunctionalInterface
public interface KeepInInbox {

  /** Keeps it. */
  void keep(Notice notice);
}
