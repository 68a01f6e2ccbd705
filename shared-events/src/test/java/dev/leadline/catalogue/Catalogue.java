package dev.leadline.catalogue;

import dev.leadline.events.Wire;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.ops.OpsEvent;
import dev.leadline.events.view.ControlState;
import dev.leadline.events.view.LeadRow;
import dev.leadline.events.view.NextStep;
import dev.leadline.events.view.NextSteps;
import dev.leadline.events.view.RowChanged;
import dev.leadline.events.view.TenantSettings;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.events.view.TimelinesChanged;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every record that leaves a process. */
public final class Catalogue {

  /** Records of the query API; their names here are those of their approved files. */
  static final Map<WireName, Class<? extends Record>> VIEWS =
      Map.of(
          new WireName("view.control-state", 1), ControlState.class,
          new WireName("view.lead-row", 1), LeadRow.class,
          new WireName("view.next-step", 1), NextStep.class,
          new WireName("view.next-steps", 1), NextSteps.class,
          new WireName("view.row-changed", 1), RowChanged.class,
          new WireName("view.tenant-settings", 1), TenantSettings.class,
          new WireName("view.timelines-changed", 1), TimelinesChanged.class,
          new WireName("view.timeline-entry", 1), TimelineEntry.class);

  /** What is on a topic without being an event, by the names of its schemas. */
  static final SortedMap<String, Class<? extends Record>> STATES =
      new TreeMap<>(
          Map.of(
              "leadline.control-state.v1",
              ControlState.class,
              "leadline.row-changed.v1",
              RowChanged.class,
              "leadline.tenant-settings.v1",
              TenantSettings.class,
              "leadline.timelines-changed.v1",
              TimelinesChanged.class));

  private Catalogue() {}

  /** Every record of a channel fact that has a wire name, by that name. */
  public static List<Class<? extends ChannelFact>> channelFacts() {
    return byName(ChannelFact.class);
  }

  /** Every record of a lead event, by its wire name. */
  public static List<Class<? extends LeadEvent>> leadEvents() {
    return byName(LeadEvent.class);
  }

  /** Every record of an operator's event, by its wire name. */
  static List<Class<? extends OpsEvent>> opsEvents() {
    return byName(OpsEvent.class);
  }

  /** Every record that Leadline itself writes on a topic, by the name of its schema. */
  static SortedMap<String, Class<? extends Record>> published() {
    var published = new TreeMap<>(STATES);
    Stream.concat(leadEvents().stream(), opsEvents().stream())
        .forEach(
            type ->
                published.put(WireName.of(type).cloudEventType(), type.asSubclass(Record.class)));
    return published;
  }

  /** Every record below a sealed interface, with or without a wire name. */
  static Stream<Class<?>> permitted(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(Catalogue::permitted)
        : Stream.of(type);
  }

  private static <T> List<Class<? extends T>> byName(Class<T> sealed) {
    return permitted(sealed)
        .filter(type -> type.isAnnotationPresent(Wire.class))
        .sorted(Comparator.comparing(type -> WireName.of(type).name()))
        .<Class<? extends T>>map(type -> type.asSubclass(sealed))
        .toList();
  }
}
