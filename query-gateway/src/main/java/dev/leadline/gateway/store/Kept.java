package dev.leadline.gateway.store;

import dev.leadline.gateway.domain.Role;
import dev.leadline.gateway.domain.Unavailable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/** How values stand in PostgreSQL. */
final class Kept {

  private Kept() {}

  /**
   * What the database says of what it is asked, by the first two letters of its code: a value is
   * broken, breaks a rule or is too large, or the question itself is wrong. Asking again helps with
   * none.
   */
  private static final Set<String> OF_QUESTIONS = Set.of("22", "23", "42", "54");

  /** The answer of the database, or that there is none now. */
  static <T extends @Nullable Object> T asked(String what, Supplier<T> question) {
    try {
      return question.get();
    } catch (DataAccessException failure) {
      if (isOurs(failure)) throw failure;
      throw Unavailable.of(what, failure);
    }
  }

  private static boolean isOurs(DataAccessException failure) {
    if (failure instanceof DataIntegrityViolationException) return true;
    for (Throwable cause = failure; cause != null; cause = cause.getCause())
      if (cause instanceof SQLException told && isOfQuestion(told.getSQLState())) return true;
    return false;
  }

  private static boolean isOfQuestion(@Nullable String code) {
    return code != null && OF_QUESTIONS.stream().anyMatch(code::startsWith);
  }

  static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  static Instant known(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  /** For {@code string_to_array(:roles, ',')}. */
  static String text(Collection<Role> roles) {
    return roles.stream().map(Role::name).sorted().collect(Collectors.joining(","));
  }

  /** A role that this version does not know is none. */
  static Set<Role> roles(ResultSet row) throws SQLException {
    var roles = EnumSet.noneOf(Role.class);
    for (String name : (String[]) row.getArray("roles").getArray()) {
      Role role = Role.of(name);
      if (role != null) roles.add(role);
    }
    return roles;
  }
}
