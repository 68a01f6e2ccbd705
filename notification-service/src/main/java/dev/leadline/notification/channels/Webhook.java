package dev.leadline.notification.channels;

import dev.leadline.events.Json;
import dev.leadline.notification.domain.Destination;
import dev.leadline.notification.domain.Notice;
import dev.leadline.notification.domain.Outcome;
import dev.leadline.notification.domain.SendNotices.Parcel;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Any program, signed as the Standard Webhooks specification has it: {@code webhook-id} is the same
 * for every try, {@code webhook-signature} is HMAC-SHA256 over id, timestamp and body. Order is not
 * promised; {@code orderKey} and {@code sequence} let the receiver restore it.
 */
@Component
final class Webhook implements Channel {

  private static final String HMAC = "HmacSHA256";
  private static final String PREFIX = "whsec_";

  private final HttpDoor door;
  private final Clock clock;

  Webhook(HttpDoor door, Clock clock) {
    this.door = door;
    this.clock = clock;
  }

  @Override
  public Set<Destination.Kind> kinds() {
    return Set.of(Destination.Kind.WEBHOOK);
  }

  @Override
  public Outcome send(Parcel parcel) throws IOException {
    URI address = URI.create(Objects.requireNonNull(parcel.destination().target()));
    Notice first = parcel.notices().getFirst();
    String body = body(parcel.notices()).toString();
    var headers = headers(first, body, Objects.requireNonNull(parcel.secret()), clock.instant());
    return Answers.of(door.post(address, headers, body), parcel.attempt(), clock.instant());
  }

  static Map<String, String> headers(Notice first, String body, String secret, Instant now) {
    String timestamp = Long.toString(now.getEpochSecond());
    var headers = new TreeMap<String, String>();
    headers.put("webhook-id", first.noticeId());
    headers.put("webhook-timestamp", timestamp);
    headers.put(
        "webhook-signature",
        "v1," + signature(secret, first.noticeId() + "." + timestamp + "." + body));
    if (first.leadId() != null) headers.put("leadline-order-key", first.leadId());
    return headers;
  }

  static ObjectNode body(List<Notice> notices) {
    if (notices.size() == 1) return event(notices.getFirst());
    ObjectNode digest = Json.MAPPER.createObjectNode();
    digest.put("id", notices.getFirst().noticeId());
    digest.put("type", "digest");
    ArrayNode items = digest.putArray("items");
    notices.forEach(notice -> items.add(event(notice)));
    return digest;
  }

  private static ObjectNode event(Notice notice) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    event.put("id", notice.noticeId());
    event.put("type", notice.trigger());
    event.put("tenant", notice.tenant());
    event.put("timestamp", notice.at().toString());
    if (notice.leadId() != null)
      event.put("orderKey", notice.leadId()).put("sequence", notice.sequence());
    ObjectNode data = event.putObject("data");
    if (notice.leadId() != null) data.put("leadId", notice.leadId());
    data.put("title", notice.title());
    ObjectNode facts = data.putObject("facts");
    notice.facts().forEach(fact -> facts.put(fact.label(), fact.value()));
    if (!notice.told().isEmpty()) {
      ObjectNode told = data.putObject("fields");
      new TreeMap<>(notice.told()).forEach(told::put);
    }
    if (notice.words() != null) data.put("lastWords", notice.words());
    if (notice.leadUrl() != null) data.put("url", notice.leadUrl());
    return event;
  }

  static String signature(String secret, String signed) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key(secret), HMAC));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** Base64 behind its prefix, as the specification has it; any other text is taken as it is. */
  private static byte[] key(String secret) {
    if (!secret.startsWith(PREFIX)) return secret.getBytes(StandardCharsets.UTF_8);
    try {
      return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    } catch (IllegalArgumentException notBase64) {
      return secret.getBytes(StandardCharsets.UTF_8);
    }
  }
}
