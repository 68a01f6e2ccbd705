package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.embedded.servers.Cable;
import dev.leadline.embedded.servers.TestServers;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The host of PostgreSQL is gone, and no packet says so: a cable, a virtual machine, a failover.
 */
class VanishedDatabaseIT {

  private static final int SOON = 30;

  @Test
  void a_question_to_a_database_whose_host_has_vanished_fails_and_the_next_one_is_answered(
      @TempDir Path folder) throws Exception {
    TestServers.Postgres postgres = TestServers.database();
    String url = postgres.jdbcUrl();
    int port = URI.create(url.substring("jdbc:".length())).getPort();
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    try (var cable = new Cable(port);
        var through =
            RunningService.with(
                new TestServers.Postgres(
                    url.replace(":" + port + "/", ":" + cable.port() + "/"),
                    postgres.user(),
                    postgres.password(),
                    postgres::close),
                folder,
                "--LEADLINE_POSTGRES_TIMEOUT_SECONDS=2")) {
      var transaction = through.bean(TransactionTemplate.class);
      var asked =
          threads.submit(
              () ->
                  transaction.executeWithoutResult(
                      status -> {
                        answers(through);
                        // While the connection is in use: the pool looks at those that are not.
                        cable.fallSilent();
                        answers(through);
                      }));

      assertThatThrownBy(() -> asked.get(SOON, TimeUnit.SECONDS))
          .as("it does not wait for ever")
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfAny(DataAccessException.class, TransactionException.class);
      threads.submit(() -> answers(through)).get(SOON, TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void answers(RunningService service) {
    assertThat(service.jdbc().queryForObject("select 1", Integer.class)).isEqualTo(1);
  }
}
