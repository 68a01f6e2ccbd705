package dev.leadline.eventstore.store;

import static dev.leadline.eventstore.store.Samples.message;
import static dev.leadline.eventstore.store.Samples.newLead;
import static dev.leadline.eventstore.store.Samples.registered;
import static dev.leadline.eventstore.store.Samples.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyIT {

  private static final String KEY = "leadline.event-store.master-key";
  private static final String FILE = "leadline.event-store.master-key-file";

  @Test
  void a_store_that_was_begun_with_another_master_key_does_not_start() {
    String database = Database.empty();
    RunningStore.on(database).close();
    byte[] other = new byte[32];
    other[0] = 1;
    assertThatThrownBy(
            () -> RunningStore.on(database, Map.of(KEY, Base64.getEncoder().encodeToString(other))))
        .hasRootCauseInstanceOf(AEADBadTagException.class)
        .hasStackTraceContaining("The master key is not the one that this event store was begun");
    RunningStore.on(database).close();
  }

  @Test
  void a_key_file_is_made_once_for_its_owner_alone(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("keys/master-key");
    String database = Database.empty();
    String lead = newLead();
    var said = message("ana@acme.example", "hello");
    try (RunningStore running = RunningStore.on(database, Map.of(FILE, file.toString()))) {
      running.create(lead, List.of(registered(), said), withId(UUID.randomUUID()));
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String key = Files.readString(file);
    try (RunningStore running = RunningStore.on(database, Map.of(FILE, file.toString()))) {
      assertThat(running.payloads(lead)).containsExactly(registered(), said);
    }
    assertThat(Files.readString(file)).isEqualTo(key);
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }
}
