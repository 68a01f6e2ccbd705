package dev.leadline.enrichment.store;

import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.servicebase.SealingKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
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
  private static final String ANYTHING_SEALED = "select sealed, lead_id from leads limit 1";
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
    RowCallbackHandler isOurs = row -> isOurs(row.getBytes(1), row.getString(2));
    jdbc.query(ANYTHING_SEALED, isOurs);
    fingerprints = key.mac("fingerprints");
  }

  /** With another key nothing that is kept could be read, and that would show much later. */
  private void isOurs(byte[] sealed, String place) {
    try {
      String ignored = key.open(sealed, place);
    } catch (IllegalStateException another) {
      throw new IllegalStateException(
          "The key of the enrichment service (LEADLINE_ENRICHMENT_KEY, or its key file) is not the"
              + " one that the database was sealed with: give that one, or begin anew as"
              + " docs/runbooks/enrichment.md says.");
    }
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
