package dev.leadline.eventstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.embedded.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A connection that ends up at a hot standby, as after a failover. */
class StandbyIT {

  private static final String SETTLED = "select lead_events_settled()";

  @TempDir Path folder;

  @Test
  void a_standby_does_not_say_how_far_everything_is_settled() throws IOException {
    try (EmbeddedPostgres primary = EmbeddedPostgres.start(folder)) {
      DriverManagerDataSource server = server(primary, "");
      Flyway.configure()
          .dataSource(server)
          .locations("classpath:dev/leadline/eventstore/migrations")
          .load()
          .migrate();
      assertThat(new JdbcTemplate(server).queryForObject(SETTLED, Long.class)).isZero();
    }
    Files.createFile(folder.resolve("postgres/data/standby.signal"));

    try (EmbeddedPostgres standby = EmbeddedPostgres.start(folder)) {
      var jdbc = new JdbcTemplate(server(standby, ""));
      assertThat(jdbc.queryForObject("select count(*) from lead_events", Long.class)).isZero();
      assertThatThrownBy(() -> jdbc.queryForObject(SETTLED, Long.class))
          .hasMessageContaining("only the primary knows which events are settled");
      assertThatThrownBy(
              () ->
                  new JdbcTemplate(server(standby, "?targetServerType=primary"))
                      .queryForObject("select 1", Integer.class))
          .hasRootCauseMessage("Could not find a server with specified targetServerType: primary");
    }
  }

  private static DriverManagerDataSource server(EmbeddedPostgres postgres, String settings) {
    return new DriverManagerDataSource(
        postgres.jdbcUrl() + settings, postgres.user(), postgres.password());
  }
}
