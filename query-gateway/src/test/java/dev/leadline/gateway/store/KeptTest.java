package dev.leadline.gateway.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.gateway.domain.AuditEntry;
import dev.leadline.gateway.domain.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Only what may go well later is told as an outage, whichever table is asked. */
class KeptTest {

  private static final Instant NOW = Instant.EPOCH;
  private static final UUID ID = new UUID(0, 1);
  private static final AuditEntry ENTRY =
      new AuditEntry(
          NOW,
          "default",
          "EXPORT",
          AuditEntry.Outcome.DONE,
          AuditEntry.WhoKind.MEMBER,
          "sam.reed",
          null,
          null,
          List.of(),
          null,
          null,
          null);

  static List<Named<Consumer<DataSource>>> tables() {
    return List.of(
        Named.of("api keys", it -> new JdbcApiKeys(JdbcClient.create(it)).of("default")),
        Named.of("audit log", it -> audit(it).write(List.of(ENTRY))),
        Named.of("links", it -> new JdbcLinks(JdbcClient.create(it)).use(new byte[0], NOW)),
        Named.of("exports", it -> new JdbcExports(JdbcClient.create(it)).list("default")),
        Named.of(
            "members", it -> new JdbcMembers(JdbcClient.create(it), transaction(it)).of("default")),
        Named.of("sessions", it -> new JdbcSessions(JdbcClient.create(it)).goOn(List.of("s"), NOW)),
        Named.of("views", it -> new JdbcViews(JdbcClient.create(it)).find("default", ID)));
  }

  private static JdbcAudit audit(DataSource database) {
    return new JdbcAudit(
        JdbcClient.create(database),
        new NamedParameterJdbcTemplate(database),
        transaction(database));
  }

  private static TransactionTemplate transaction(DataSource database) {
    return new TransactionTemplate(new JdbcTransactionManager(database));
  }

  /** A database that says the same whatever it is asked. */
  private static DataSource says(String state) {
    return new AbstractDataSource() {
      @Override
      public Connection getConnection() throws SQLException {
        throw new SQLException("no", state);
      }

      @Override
      public Connection getConnection(String name, String password) throws SQLException {
        return getConnection();
      }
    };
  }

  @ParameterizedTest
  @MethodSource("tables")
  void a_database_that_is_away_is_an_outage(Consumer<DataSource> question) {
    assertThatThrownBy(() -> question.accept(says("08006"))).isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void what_the_database_will_never_take_is_an_error_of_ours(Consumer<DataSource> question) {
    assertThatThrownBy(() -> question.accept(says("54000"))).isNotInstanceOf(Unavailable.class);
  }
}
