package dev.leadline.notification.handling;

import dev.leadline.notification.domain.BeginTenant;
import dev.leadline.notification.domain.DeleteDestination;
import dev.leadline.notification.domain.Destination;
import dev.leadline.notification.domain.FindDestinations;
import dev.leadline.notification.domain.Notice;
import dev.leadline.notification.domain.OpenDestination;
import dev.leadline.notification.domain.OpenDestination.Opened;
import dev.leadline.notification.domain.Outcome;
import dev.leadline.notification.domain.SaveDestination;
import dev.leadline.notification.domain.SendNotices;
import dev.leadline.notification.domain.Writing;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person does to destinations. */
public final class ManageDestinations {

  private final BeginTenant begin;
  private final FindDestinations find;
  private final SaveDestination save;
  private final DeleteDestination delete;
  private final OpenDestination open;
  private final SendNotices send;
  private final Couriers couriers;
  private final Clock clock;
  private final String dashboard;

  /** The use case. */
  public ManageDestinations(
      BeginTenant begin,
      FindDestinations find,
      SaveDestination save,
      DeleteDestination delete,
      OpenDestination open,
      SendNotices send,
      Couriers couriers,
      Clock clock,
      String dashboard) {
    this.begin = begin;
    this.find = find;
    this.save = save;
    this.delete = delete;
    this.open = open;
    this.send = send;
    this.couriers = couriers;
    this.clock = clock;
    this.dashboard = dashboard;
  }

  /** All of a tenant, by name. */
  public List<Destination> list(String tenant) {
    begin.begin(tenant, clock.instant());
    return find.find(tenant);
  }

  /** One of them; null if there is none with this id. */
  public @Nullable Destination find(String tenant, String destinationId) {
    return list(tenant).stream()
        .filter(destination -> destination.destinationId().equals(destinationId))
        .findFirst()
        .orElse(null);
  }

  /** A destination that is not kept yet. */
  public Destination draft(
      String tenant, String name, Destination.Kind kind, @Nullable String target) {
    return new Destination(
        UUID.randomUUID().toString(), tenant, name, kind, target, true, null, 0, clock.instant());
  }

  /** Keeps it; one that was disabled because it refused gets another chance. */
  public void save(Destination destination, @Nullable String secret) {
    save.save(destination, secret);
    couriers.wake(List.of(destination.destinationId()));
  }

  /** Whether there was one. */
  public boolean delete(String tenant, String destinationId) {
    return delete.deleteDestination(tenant, destinationId);
  }

  /** Sends a test message now, whether or not the destination is enabled; null if it is busy. */
  public @Nullable Outcome test(Destination destination, String what) {
    Opened opened = open.open(destination.destinationId());
    if (opened == null) return null;
    Notice notice =
        Writing.test(
            "test." + UUID.randomUUID(), destination.tenant(), what, clock.instant(), dashboard);
    return send.send(
        new SendNotices.Parcel(opened.destination(), opened.secret(), List.of(notice), 1));
  }
}
