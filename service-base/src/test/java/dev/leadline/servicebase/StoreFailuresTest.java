package dev.leadline.servicebase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.CannotCreateTransactionException;

/** A store that is away is waited for; what it will never take is not. */
class StoreFailuresTest {

  @ParameterizedTest
  @ValueSource(strings = {"22021", "22P05", "54000"})
  void what_the_store_will_never_take_does_not_pass(String state) {
    assertThat(StoreFailures.mayPass(wrapped(new SQLException("no", state)))).isFalse();
    assertThat(StoreFailures.isRefusal(wrapped(new SQLException("no", state)))).isTrue();
  }

  @Test
  void what_breaks_a_rule_of_the_store_does_not_pass() {
    assertThat(StoreFailures.mayPass(new DataIntegrityViolationException("no"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "53300", "57P01", "40001"})
  void a_store_that_is_away_or_busy_is_waited_for(String state) {
    assertThat(StoreFailures.mayPass(wrapped(new SQLException("away", state)))).isTrue();
    assertThat(StoreFailures.isRefusal(wrapped(new SQLException("away", state)))).isFalse();
  }

  @Test
  void without_a_connection_or_after_another_writer_it_may_go_well_the_next_time() {
    assertThat(StoreFailures.mayPass(new CannotCreateTransactionException("away"))).isTrue();
    assertThat(StoreFailures.mayPass(new DuplicateKeyException("taken"))).isTrue();
    assertThat(StoreFailures.mayPass(wrapped(new SQLException("a driver that says no more"))))
        .isTrue();
  }

  @Test
  void what_is_not_of_the_store_is_none_of_it() {
    assertThat(StoreFailures.mayPass(new IllegalStateException(new IOException("away")))).isFalse();
  }

  private static RuntimeException wrapped(SQLException said) {
    return new IllegalStateException(new DataAccessResourceFailureException("store", said));
  }
}
