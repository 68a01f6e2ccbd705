package dev.leadline.timeline.domain;

/**
 * A row lacks events that lie before the one at hand: it was lost or put back while the position of
 * the projection was kept. To go on would show a wrong row for ever, so the projection stops and
 * says so; emptying the read-model store rebuilds everything.
 */
public final class HistoryGap extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private HistoryGap(String message) {
    super(message);
  }

  static HistoryGap in(String leadId, long expected, long found) {
    return new HistoryGap(
        "The read model of lead %s expects event %d and got %d: empty the read-model store to rebuild it."
            .formatted(leadId, expected, found));
  }
}
