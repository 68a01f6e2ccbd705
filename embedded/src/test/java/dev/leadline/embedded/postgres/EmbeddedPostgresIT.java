package dev.leadline.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.embedded.CannotStart;
import dev.leadline.embedded.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

  private static final String STATUS_FILE = "postgres/data/postmaster.pid";

  @TempDir private Path dataFolder;

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) return "";
      try (var rows = statement.getResultSet()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }

  @Test
  void what_was_committed_survives_a_killed_jvm_and_no_process_is_left() throws Exception {
    List<ProcessHandle> servers;
    int acknowledged;
    try (var child = ChildJvm.running(PostgresWriter.class, dataFolder.toString())) {
      child.line(line -> line.equals("acknowledged 500"));
      servers = child.descendants().toList();
      assertThat(servers).as("processes of the server").hasSizeGreaterThan(3);
      acknowledged = Integer.parseInt(child.kill().replace("acknowledged ", ""));
    }

    // At once, while the old server may still be writing its last checkpoint.
    try (var postgres = EmbeddedPostgres.start(dataFolder)) {
      assertThat(Integer.parseInt(query(postgres, "select count(*) from numbers")))
          .isGreaterThanOrEqualTo(acknowledged);
      assertThat(Integer.parseInt(query(postgres, "select max(number) from numbers")))
          .isEqualTo(Integer.parseInt(query(postgres, "select count(*) from numbers")));
    }
    ChildJvm.awaitEndOf(servers);
  }

  @Test
  void a_killed_jvm_leaves_no_server_behind() throws Exception {
    List<ProcessHandle> servers;
    try (var child = ChildJvm.running(PostgresWriter.class, dataFolder.toString())) {
      child.line(line -> line.equals("acknowledged 1"));
      servers = child.descendants().toList();
      child.kill();
    }
    ChildJvm.awaitEndOf(servers);
    assertThat(dataFolder.resolve(STATUS_FILE))
        .as("the mark of a server that was not stopped cleanly")
        .doesNotExist();
  }

  @Test
  void a_second_process_on_the_same_data_folder_is_refused_and_the_first_goes_on()
      throws Exception {
    try (var postgres = EmbeddedPostgres.start(dataFolder)) {
      query(postgres, "create table leads as select 1 as id");
      String line =
          "The data folder %s is in use by another Leadline process (pid %d)."
              .formatted(dataFolder, ProcessHandle.current().pid());
      try (var second = ChildJvm.running(PostgresWriter.class, dataFolder.toString())) {
        assertThat(second.line(_ -> true)).isEqualTo(line);
        assertThat(second.exitCode()).isEqualTo(3);
      }
      assertThatThrownBy(() -> EmbeddedPostgres.start(dataFolder))
          .isInstanceOf(CannotStart.class)
          .hasMessage(line);
      assertThat(postgres.isRunning()).isTrue();
      assertThat(query(postgres, "select id from leads")).isEqualTo("1");
      // Trying in vain must not have given the lock up.
      try (var third = ChildJvm.running(PostgresWriter.class, dataFolder.toString())) {
        assertThat(third.line(_ -> true)).isEqualTo(line);
      }
    }
  }

  @Test
  void a_closed_server_can_be_started_again_with_its_data_and_durable_settings() throws Exception {
    try (var postgres = EmbeddedPostgres.start(dataFolder)) {
      query(postgres, "create table leads as select 'Ada' as name");
    }
    var postgres = EmbeddedPostgres.start(dataFolder);
    assertThat(query(postgres, "select name from leads")).isEqualTo("Ada");
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes"))
      assertThat(query(postgres, "show " + setting)).as(setting).isEqualTo("on");
    assertThat(query(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(query(postgres, "show unix_socket_directories")).isEmpty();
    postgres.close();
    postgres.close();
    assertThat(postgres.isRunning()).isFalse();
  }

  @Test
  void whoever_has_started_it_a_running_server_is_found_by_its_data_folder() throws Exception {
    try (var postgres = EmbeddedPostgres.start(dataFolder)) {
      int port = EmbeddedPostgres.portOfRunning(dataFolder).orElseThrow();
      assertThat(postgres.jdbcUrl()).endsWith(":" + port + "/postgres");
    }
    assertThat(EmbeddedPostgres.portOfRunning(dataFolder)).isEmpty();
  }

  /** As after a loss of power, when numbers of processes are given anew. */
  @Test
  void a_number_that_is_another_process_by_now_neither_hinders_a_start_nor_ends_that_process(
      @TempDir Path otherFolder) throws Exception {
    try (var postgres = EmbeddedPostgres.start(dataFolder)) {
      query(postgres, "create table leads as select 'Ada' as name");
    }
    left(ProcessHandle.current().pid());
    try (var postgres = EmbeddedPostgres.start(dataFolder)) {
      assertThat(query(postgres, "select name from leads")).isEqualTo("Ada");
    }
    try (var other = EmbeddedPostgres.start(otherFolder)) {
      String pid = Files.readAllLines(otherFolder.resolve(STATUS_FILE)).getFirst();
      left(Long.parseLong(pid));
      try (var postgres = EmbeddedPostgres.start(dataFolder)) {
        assertThat(query(postgres, "select name from leads")).isEqualTo("Ada");
        assertThat(query(other, "select 1")).isEqualTo("1");
      }
    }
  }

  /** What a server of this number leaves that was not stopped. */
  private void left(long pid) throws Exception {
    Path data = dataFolder.resolve("postgres/data").toRealPath();
    Files.writeString(
        dataFolder.resolve(STATUS_FILE),
        "%d\n%s\n1764738000\n20001\n\n127.0.0.1\n  1234567         3\nready   \n"
            .formatted(pid, data));
  }

  @Test
  void an_unfinished_set_up_is_done_again_and_protected_by_a_password() throws Exception {
    Files.createDirectories(dataFolder.resolve("postgres/data.unfinished/base"));
    Files.writeString(dataFolder.resolve("postgres/data.unfinished/PG_VERSION"), "broken");
    try (var postgres = EmbeddedPostgres.start(dataFolder)) {
      assertThat(query(postgres, "select 1")).isEqualTo("1");
      onlyThisUserCanReadThePasswordAndNobodyEntersWithoutIt(postgres);
    }
  }

  private void onlyThisUserCanReadThePasswordAndNobodyEntersWithoutIt(EmbeddedPostgres postgres)
      throws Exception {
    assertThatThrownBy(
            () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "wrong"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    assertThat(Files.getPosixFilePermissions(dataFolder.resolve("postgres/password")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void a_server_that_does_not_start_says_why_in_one_line_and_gives_the_folder_back()
      throws Exception {
    EmbeddedPostgres.start(dataFolder).close();
    Path version = dataFolder.resolve("postgres/data/PG_VERSION");
    String good = Files.readString(version);
    Files.writeString(version, "9.6\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(dataFolder))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("PostgreSQL did not start")
        .hasMessageContaining("9.6")
        .message()
        .hasLineCount(1);
    Files.writeString(version, good);
    try (var postgres = EmbeddedPostgres.start(dataFolder)) {
      assertThat(query(postgres, "select 1")).isEqualTo("1");
    }
  }
}
