package dev.leadline.enrichment.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.domain.FindAddress.Seen;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class VisitorAddressesTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T09:00:00Z"));
  private final InstantSource source = now::get;
  private final Clock clock = source.withZone(ZoneOffset.UTC);
  private final VisitorAddresses addresses = new VisitorAddresses(clock);

  private void visits(String visitor) {
    byte[] body =
        """
        {"identity": {"anonymousId": "%s"}, "context": {"ip": "203.0.113.9"}}
        """
            .formatted(visitor)
            .getBytes(StandardCharsets.UTF_8);
    var record = new ConsumerRecord<byte[], byte[]>("t", 0, 0, null, body);
    record.headers().add("ce_type", "leadline.web.page-viewed.v1".getBytes(StandardCharsets.UTF_8));
    addresses.take(List.of(record));
  }

  private boolean isKnown(String visitor) {
    return addresses.find("default", visitor) != null;
  }

  /** As a producer writes it that knows nothing of headers. */
  private void tells(String event) {
    var record =
        new ConsumerRecord<byte[], byte[]>("t", 0, 0, null, event.getBytes(StandardCharsets.UTF_8));
    record
        .headers()
        .add(
            "content-type",
            "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.UTF_8));
    addresses.take(List.of(record));
  }

  /** The recognition vendor was never asked about such a visitor. */
  @Test
  void an_address_is_found_in_an_event_in_structured_mode() {
    String event =
        """
        {"specversion": "1.0", "id": "1", "source": "/web", "type": "leadline.%s.v1",
         "time": "2026-11-22T09:00:00Z", "tenantid": "acme",
         "data": {"identity": {"anonymousId": "%s"}, "context": {"ip": "203.0.113.9"}}}
        """;
    tells("{}");
    tells("no JSON");
    tells(event.formatted("email.opened", "a"));
    tells(event.formatted("web.page-viewed", "b"));
    assertThat(addresses.find("acme", "b")).isEqualTo(new Seen("203.0.113.9", null));
    assertThat(isKnown("b")).as("it is another tenant's").isFalse();
    assertThat(addresses.find("acme", "a")).isNull();
  }

  /** Nobody is asked about an older visit, and an address is personal. */
  @Test
  void an_address_is_forgotten_once_nobody_may_be_asked_about_it() {
    visits("a");
    visits("b");
    now.updateAndGet(at -> at.plus(Duration.ofMinutes(9)));
    assertThat(isKnown("a")).isTrue();
    visits("a");
    now.updateAndGet(at -> at.plus(Duration.ofMinutes(9)));
    assertThat(isKnown("a")).isTrue();
    assertThat(isKnown("b")).isFalse();
    now.updateAndGet(at -> at.plus(Duration.ofMinutes(9)));
    assertThat(isKnown("a")).isFalse();
  }
}
