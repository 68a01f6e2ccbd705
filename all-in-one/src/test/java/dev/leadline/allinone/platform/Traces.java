package dev.leadline.allinone.platform;

import com.mongodb.client.MongoClients;
import dev.leadline.allinone.platform.Platform.Addresses;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks for words wherever the platform keeps anything: its files, and what its servers answer. */
final class Traces {

  private static final int PIECE = 1 << 16;

  private final Path dataFolder;
  private final Addresses addresses;
  private final List<String> words;

  Traces(Path dataFolder, Addresses addresses, List<String> words) {
    this.dataFolder = dataFolder;
    this.addresses = addresses;
    this.words = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
  }

  /** Every place where one of the words is. */
  Set<String> everywhere() {
    var found = new TreeSet<String>();
    found.addAll(inFiles());
    found.addAll(inTables());
    found.addAll(inTopics());
    found.addAll(inCollections());
    return found;
  }

  private void look(String where, String text, Set<String> found) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String word : words) if (lower.contains(word)) found.add(where + ": " + word);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Byte by byte: tables, indexes, write-ahead log, log segments, whatever else is there. */
  Set<String> inFiles() {
    var found = new TreeSet<String>();
    try (var files = Files.walk(dataFolder)) {
      files
          .filter(Files::isRegularFile)
          // Kafka's indexes hold offsets and times, and megabytes of nothing.
          .filter(file -> !file.toString().endsWith("index"))
          .forEach(file -> look(file, found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UncheckedIOException goneMeanwhile) {
      if (!(goneMeanwhile.getCause() instanceof NoSuchFileException)) throw goneMeanwhile;
      return inFiles();
    }
    return found;
  }

  private void look(Path file, Set<String> found) {
    String where = dataFolder.relativize(file).toString();
    int overlap = words.stream().mapToInt(String::length).max().orElse(0);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      String kept = "";
      for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
        String text = kept + text(piece);
        look(where, text, found);
        kept = text.substring(Math.max(0, text.length() - overlap));
      }
    } catch (NoSuchFileException goneMeanwhile) {
      // What is gone holds nothing.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each row of each table. */
  Set<String> inTables() {
    var found = new LinkedHashSet<String>();
    try (var connection =
            DriverManager.getConnection(
                addresses.postgresUrl(), addresses.postgresUser(), addresses.postgresPassword());
        var statement = connection.createStatement()) {
      // Everything that is in memory goes to the files, so that they can be searched.
      statement.execute("checkpoint");
      var tables = new ArrayList<String>();
      try (var names =
          statement.executeQuery(
              "select table_name from information_schema.tables where table_schema = 'public'")) {
        while (names.next()) tables.add(names.getString(1));
      }
      for (String table : tables)
        try (var rows = statement.executeQuery("select * from " + table)) {
          while (rows.next())
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              boolean bytes = rows.getMetaData().getColumnTypeName(i).equals("bytea");
              byte[] value = bytes ? rows.getBytes(i) : null;
              String shown = bytes ? (value == null ? "" : text(value)) : rows.getString(i);
              look("table " + table, String.valueOf(shown), found);
            }
        }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  /** Each record of each topic, as a consumer gets it that begins at the beginning. */
  Set<String> inTopics() {
    var found = new LinkedHashSet<String>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                addresses.kafka(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "traces-" + UUID.randomUUID(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.listTopics().values().stream()
              .flatMap(List::stream)
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .filter(partition -> partition.topic().startsWith("leadline."))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      var ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(one -> consumer.position(one) < ends.get(one)))
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          var text = new StringBuilder();
          if (record.key() != null) text.append(text(record.key()));
          if (record.value() != null) text.append(text(record.value()));
          record.headers().forEach(header -> text.append(text(header.value())));
          look("topic " + record.topic(), text.toString(), found);
        }
    }
    return found;
  }

  /** Each document of each collection. */
  Set<String> inCollections() {
    var found = new LinkedHashSet<String>();
    try (var client = MongoClients.create(addresses.mongo())) {
      var database = client.getDatabase("leadline");
      for (String name : database.listCollectionNames())
        for (var document : database.getCollection(name).find().batchSize(1000))
          look("collection " + name, document.toJson(), found);
    }
    return found;
  }
}
