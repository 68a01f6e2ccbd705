package dev.leadline.events.view;

import java.util.List;

/**
 * The entries of timelines were written: the value of {@code leadline.timeline-changes}. All that
 * were written together are told together, for nobody reads one of them for itself.
 */
public record TimelinesChanged(List<TimelineChanged> timelines) {

  public TimelinesChanged {
    timelines = timelines == null ? List.of() : List.copyOf(timelines);
  }
}
