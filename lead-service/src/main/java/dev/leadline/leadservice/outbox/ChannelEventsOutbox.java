package dev.leadline.leadservice.outbox;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.Unstorable;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.CloudEvent;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.leadservice.domain.Identities;
import dev.leadline.leadservice.handling.PublishChannelEvents;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Produces to {@code leadline.channel-events} as an outside producer would. */
@Component
final class ChannelEventsOutbox implements PublishChannelEvents {

  private final KafkaTemplate<byte[], byte[]> kafka;

  ChannelEventsOutbox(KafkaTemplate<byte[], byte[]> kafka) {
    this.kafka = kafka;
  }

  @Override
  public void publish(List<Publication> publications) {
    try {
      List<CompletableFuture<?>> sent =
          publications.stream()
              .<CompletableFuture<?>>map(publication -> kafka.send(message(publication)))
              .toList();
      if (sent.size() > 1) kafka.flush();
      sent.forEach(CompletableFuture::join);
    } catch (KafkaException | CompletionException broken) {
      throw new Unavailable(broken);
    }
  }

  private static ProducerRecord<byte[], byte[]> message(Publication publication) {
    CloudEvent envelope = publication.envelope();
    var message =
        new ProducerRecord<>(
            Topics.CHANNEL_EVENTS,
            bytes(key(publication.event())),
            Json.MAPPER.writeValueAsBytes(Unstorable.replacedIn(envelope.data())));
    envelope.headers().forEach((name, value) -> message.headers().add(name, bytes(value)));
    return message;
  }

  /**
   * Tenant and strongest identity, which is hashed: keys hold nothing personal (domain 4.10, 8).
   */
  private static String key(ChannelEvent event) {
    String leadId = event.identity().leadId();
    if (leadId != null) return event.tenant() + '|' + leadId;
    // Which number a phone number is does not matter here: it is as good a key as it was given.
    IdentityKey strongest = Identities.keys(event, (given, country) -> given, null).getFirst();
    return event.tenant() + '|' + strongest.kind() + ':' + sha256(strongest.value());
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)), 0, 16);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
