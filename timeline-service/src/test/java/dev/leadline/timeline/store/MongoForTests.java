package dev.leadline.timeline.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.leadline.embedded.mongo.OnlyTheSubset;
import dev.leadline.embedded.servers.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/** A fresh MongoDB and a client that notes every operation outside the subset. */
final class MongoForTests implements AutoCloseable {

  private final TestServers.Mongo server = TestServers.mongo();
  private final OnlyTheSubset subset = new OnlyTheSubset();

  /** The names of all commands so far. */
  final List<String> commands = new CopyOnWriteArrayList<>();

  private final MongoClient client =
      MongoClients.create(
          MongoClientSettings.builder()
              .applyConnectionString(new ConnectionString(server.connectionString("leadline")))
              .addCommandListener(subset)
              .addCommandListener(
                  new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                      commands.add(event.getCommandName());
                    }
                  })
              .build());
  final MongoTemplate template =
      new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, "leadline"));
  final Written written = new Written(new SimpleMeterRegistry());

  /** Also fails the test that left the subset. */
  @Override
  public void close() {
    client.close();
    server.close();
    subset.assertClean();
  }
}
