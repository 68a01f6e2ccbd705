package dev.leadline.gateway.store;

import dev.leadline.gateway.domain.Role;
import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.servicebase.StoreFailures;
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
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.TransactionException;

/** How values stand in PostgreSQL. */
final class Kept {

  private Kept() {}

  /**
   * The answer of the database, or that there is none now. Where it refuses a value, or the
   * question itself is wrong, asking again does not help.
   */
  static <T extends @Nullable Object> T asked(String what, Supplier<T> question) {
    try {
      return question.get();
    } catch (DataIntegrityViolationException | BadSqlGrammarException refused) {
      throw refused;
    } catch (DataAccessException | TransactionException failure) {
      if (StoreFailures.isRefusal(failure)) throw failure;
      throw Unavailable.of(what, failure);
    }
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
