package dev.leadline.notification.handling;

import dev.leadline.events.Json;
import dev.leadline.events.Upcasts;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.CloudEvent;
import dev.leadline.events.ops.OpsEvent;
import dev.leadline.notification.domain.OpsAnnounced;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Makes operators' events of records. */
public final class ReadOpsEvents {

  private static final Map<String, Class<? extends OpsEvent>> KNOWN =
      WireName.catalogue(OpsEvent.class);

  /** Reads one record. */
  public Reading<OpsAnnounced> read(Map<String, String> headers, byte @Nullable [] value) {
    return switch (CloudEvent.read(headers, value)) {
      case CloudEvent.Broken(CloudEvent.BrokenReason reason, String detail) ->
          new Reading.Broken<>(detail);
      case CloudEvent.Understood(CloudEvent event) -> read(event);
    };
  }

  private static Reading<OpsAnnounced> read(CloudEvent event) {
    WireName name = WireName.read(event.type());
    Class<? extends OpsEvent> known = name == null ? null : KNOWN.get(name.name());
    if (name == null || known == null) return new Reading.Unknown<>(event.type());
    try {
      int revision = WireName.of(known).revision();
      if (name.revision() > revision) return new Reading.Unknown<>(event.type());
      var body = Upcasts.ALL.upcast(name, revision, event.data());
      return new Reading.Understood<>(
          new OpsAnnounced(
              event.tenant(), event.id(), event.time(), Json.MAPPER.treeToValue(body, known)));
    } catch (JacksonException | IllegalArgumentException unreadable) {
      return new Reading.Broken<>(unreadable.getClass().getSimpleName());
    }
  }
}
