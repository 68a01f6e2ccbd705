package dev.leadline.leadservice.store;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The turn to announce, which one instance of the service has at a time: an advisory lock that ends
 * with the transaction. It is one for all topics, so that of two states of a lead the newer one is
 * announced last.
 */
final class OutboxTurn {

  private static final long LOCK = 0x6C656164_6C696E65L;

  private OutboxTurn() {}

  /** Whether it is ours now. */
  static boolean take(JdbcTemplate jdbc) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK));
  }
}
