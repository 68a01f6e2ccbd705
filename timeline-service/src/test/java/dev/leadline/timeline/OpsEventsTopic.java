package dev.leadline.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.events.Topics;
import dev.leadline.events.channel.CloudEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What operators are told. */
final class OpsEventsTopic {

  private OpsEventsTopic() {}

  /** Every event, by its id. */
  static Map<String, List<CloudEvent>> told() {
    return Servers.everythingOn(Topics.OPS_EVENTS).stream()
        .map(
            message -> {
              var headers = new HashMap<String, String>();
              for (var header : message.headers())
                headers.put(header.key(), new String(header.value(), UTF_8));
              return switch (CloudEvent.read(headers, message.value())) {
                case CloudEvent.Understood(CloudEvent event) -> event;
                case CloudEvent.Broken broken -> throw new AssertionError(broken.toString());
              };
            })
        .collect(Collectors.groupingBy(CloudEvent::id));
  }
}
