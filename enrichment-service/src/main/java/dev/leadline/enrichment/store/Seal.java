package dev.leadline.enrichment.store;

import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.servicebase.SealingKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Seals secrets and all that is personal, and makes fingerprints, under the service's own key. */
@Component
@DependsOn("enrichmentSchema")
final class Seal implements Fingerprint {

  private static final String IS_ANYTHING_SEALED =
      """
      select exists (select from leads) or exists (select from crm_leads)
        or exists (select from conversation_lines)
        or exists (select from inquiries where request is not null or answer is not null)
      """;
  private static final int FINGERPRINT_BYTES = 16;

  private final SealingKey key;
  private final Mac fingerprints;

  Seal(SealingSettings settings, JdbcTemplate jdbc) {
    key =
        SealingKey.of(
            "leadline.enrichment-service.sealing",
            settings.key(),
            settings.keyFile(),
            () -> Boolean.TRUE.equals(jdbc.queryForObject(IS_ANYTHING_SEALED, Boolean.class)));
    fingerprints = key.mac("fingerprints");
  }

  @Override
  public String of(String... texts) {
    var all = new StringBuilder();
    // With their lengths, so that no two lists of texts read alike.
    for (String text : texts) all.append(text.length()).append(':').append(text);
    byte[] digest = copy(fingerprints).doFinal(all.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
  }

  private static Mac copy(Mac mac) {
    try {
      return (Mac) mac.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("HMAC cannot be copied", e);
    }
  }

  byte[] seal(String open, String place) {
    return key.seal(open, place);
  }

  String open(byte[] sealed, String place) {
    return key.open(sealed, place);
  }
}
