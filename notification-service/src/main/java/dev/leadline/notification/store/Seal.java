package dev.leadline.notification.store;

import dev.leadline.servicebase.SealingKey;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Seals secrets and all that is personal, under the service's own key. */
@Component
@DependsOn("notificationSchema")
final class Seal {

  private static final String IS_ANYTHING_SEALED =
      """
      select exists (select from leads) or exists (select from inbox)
        or exists (select from destinations where secret is not null)
        or exists (select from deliveries where sealed is not null)
      """;

  private final SealingKey key;

  Seal(SealingSettings settings, JdbcTemplate jdbc) {
    key =
        SealingKey.of(
            "leadline.notification.sealing",
            settings.key(),
            settings.keyFile(),
            () -> Boolean.TRUE.equals(jdbc.queryForObject(IS_ANYTHING_SEALED, Boolean.class)));
  }

  byte[] seal(String open, String place) {
    return key.seal(open, place);
  }

  String open(byte[] sealed, String place) {
    return key.open(sealed, place);
  }
}
