package dev.leadline.notification.handling;

import dev.leadline.events.Json;
import dev.leadline.events.Upcasts;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.CloudEvent;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** Makes events of one publisher of what is in their envelopes. */
final class EventFamily<E> {

  private final Map<String, Class<? extends E>> known;

  EventFamily(Class<E> sealed) {
    known = WireName.catalogue(sealed);
  }

  Reading<E> read(CloudEvent event) {
    WireName name = WireName.read(event.type());
    Class<? extends E> record = name == null ? null : known.get(name.name());
    if (name == null || record == null) return new Reading.Unknown<>(event.type());
    try {
      int revision = WireName.of(record).revision();
      if (name.revision() > revision) return new Reading.Unknown<>(event.type());
      var body = Upcasts.ALL.upcast(name, revision, event.data());
      return new Reading.Understood<>(Json.MAPPER.treeToValue(body, record));
    } catch (JacksonException | IllegalArgumentException unreadable) {
      return new Reading.Broken<>(unreadable.getClass().getSimpleName());
    }
  }
}
