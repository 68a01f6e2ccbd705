package dev.leadline.gateway.handling;

import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.gateway.domain.AskEnrichment;
import dev.leadline.gateway.domain.AskIngest;
import dev.leadline.gateway.domain.AskNotifications;
import dev.leadline.gateway.domain.AskProjections;
import dev.leadline.gateway.domain.AskStore;
import dev.leadline.gateway.domain.IndexedUpTo;
import dev.leadline.gateway.domain.NewestChanges;
import dev.leadline.gateway.domain.Positions;
import dev.leadline.gateway.domain.ServiceStatus;
import dev.leadline.gateway.domain.ServiceStatus.LeadIndex;
import dev.leadline.gateway.domain.ServiceStatus.Service;
import dev.leadline.gateway.domain.ServiceStatus.State;
import dev.leadline.gateway.domain.Unavailable;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reports how the services are doing; one that is down is part of the report, not its end. */
public final class ReportStatus {

  private final AskIngest ingest;
  private final AskProjections projections;
  private final AskStore store;
  private final AskNotifications notifications;
  private final AskEnrichment enrichment;
  private final IndexedUpTo indexed;
  private final NewestChanges changes;

  public ReportStatus(
      AskIngest ingest,
      AskProjections projections,
      AskStore store,
      AskNotifications notifications,
      AskEnrichment enrichment,
      IndexedUpTo indexed,
      NewestChanges changes) {
    this.ingest = ingest;
    this.projections = projections;
    this.store = store;
    this.notifications = notifications;
    this.enrichment = enrichment;
    this.indexed = indexed;
    this.changes = changes;
  }

  /** The report now. */
  public ServiceStatus report() {
    var counters = orNull(ingest::ask);
    var positions = orNull(projections::ask);
    var told =
        orNull(
            () ->
                notifications.ask(
                    new AskNotifications.Call(
                        "GET", ChannelEvent.DEFAULT_TENANT, "/kinds", null, null)));
    var enriching =
        orNull(
            () -> {
              enrichment.ask();
              return State.UP;
            });
    return new ServiceStatus(
        List.of(
            new Service("lead-service", counters == null ? State.DOWN : State.UP),
            new Service("timeline-service", positions == null ? State.DOWN : State.UP),
            new Service("notification-service", told == null ? State.DOWN : State.UP),
            new Service("enrichment-service", enriching == null ? State.DOWN : enriching),
            new Service("query-gateway", State.UP)),
        counters,
        positions,
        orNull(this::leadIndex),
        orNull(store::askStore));
  }

  private @Nullable LeadIndex leadIndex() {
    Positions read = indexed.positions();
    if (read == null) return null;
    long position = read.sum();
    // What has been read since is no lag.
    long head = Math.max(position, changes.newest(read.next().keySet()).sum());
    return new LeadIndex(position, head, head - position);
  }

  private static <T> @Nullable T orNull(Supplier<@Nullable T> question) {
    try {
      return question.get();
    } catch (Unavailable down) {
      return null;
    }
  }
}
