package dev.leadline.notification.domain;

import java.util.List;

/** Reads what was delivered to the dashboard. */
@FunctionalInterface
public interface ReadInbox {

  /** Newest first. */
  List<Notice> read(String tenant, int limit);
}
