package dev.leadline.notification.handling;

import dev.leadline.events.channel.CloudEvent;
import dev.leadline.events.ops.OpsEvent;
import dev.leadline.notification.domain.OpsAnnounced;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes operators' events of records. */
public final class ReadOpsEvents {

  private final EventFamily<OpsEvent> family = new EventFamily<>(OpsEvent.class);

  /** Reads one record. */
  public Reading<OpsAnnounced> read(Map<String, String> headers, byte @Nullable [] value) {
    return switch (CloudEvent.read(headers, value)) {
      case CloudEvent.Broken(CloudEvent.BrokenReason reason, String detail) ->
          new Reading.Broken<>(detail);
      case CloudEvent.Understood(CloudEvent event) ->
          switch (family.read(event)) {
            case Reading.Unknown<OpsEvent>(String type) -> new Reading.Unknown<>(type);
            case Reading.Broken<OpsEvent>(String why) -> new Reading.Broken<>(why);
            case Reading.Understood<OpsEvent>(OpsEvent read) ->
                new Reading.Understood<>(
                    new OpsAnnounced(event.tenant(), event.id(), event.time(), read));
          };
    };
  }
}
