package dev.leadline.notification.store;

import dev.leadline.servicebase.SealingKey;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
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
  private static final String ANYTHING_SEALED =
      """
      select sealed, lead_id from leads
      union all select secret, destination_id from destinations where secret is not null
      union all select sealed, notice_id from inbox
      limit 1
      """;

  private final SealingKey key;

  Seal(SealingSettings settings, JdbcTemplate jdbc) {
    key =
        SealingKey.of(
            "leadline.notification.sealing",
            settings.key(),
            settings.keyFile(),
            () -> Boolean.TRUE.equals(jdbc.queryForObject(IS_ANYTHING_SEALED, Boolean.class)));
    RowCallbackHandler isOurs = row -> isOurs(row.getBytes(1), row.getString(2));
    jdbc.query(ANYTHING_SEALED, isOurs);
  }

  /** With another key nothing that is kept could be read, and that would show much later. */
  private void isOurs(byte[] sealed, String place) {
    try {
      String ignored = key.open(sealed, place);
    } catch (IllegalStateException another) {
      throw new IllegalStateException(
          "The key of the notification service (LEADLINE_NOTIFICATION_KEY, or its key file) is not"
              + " the one that the database was sealed with: give that one, or begin anew as"
              + " docs/runbooks/notifications.md says.");
    }
  }

  byte[] seal(String open, String place) {
    return key.seal(open, place);
  }

  String open(byte[] sealed, String place) {
    return key.open(sealed, place);
  }
}
