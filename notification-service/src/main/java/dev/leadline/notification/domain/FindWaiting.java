package dev.leadline.notification.domain;

import java.util.List;

/** Finds destinations for which something waits. */
@FunctionalInterface
public interface FindWaiting {

  /** Their ids. */
  List<String> waiting();
}
