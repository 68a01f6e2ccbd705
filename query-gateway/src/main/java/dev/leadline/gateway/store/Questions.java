package dev.leadline.gateway.store;

import dev.leadline.gateway.domain.Unavailable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/** What PostgreSQL is asked and tells, in our words. */
final class Questions {

  private Questions() {}

  static <T extends @Nullable Object> T ask(String what, Supplier<T> question) {
    try {
      return question.get();
    } catch (DataIntegrityViolationException ours) {
      throw ours;
    } catch (DataAccessException down) {
      throw Unavailable.of(what, down);
    }
  }

  static @Nullable OffsetDateTime time(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
