package dev.leadline.embedded.kafka;

import dev.leadline.embedded.CannotStart;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** Sends numbers and says after each how many are acknowledged. */
final class KafkaWriter {

  public static void main(String[] arguments) throws Exception {
    try {
      EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0);
      try (var admin = KafkaClients.admin(kafka);
          var producer = KafkaClients.producer(kafka)) {
        admin.createTopics(List.of(new NewTopic("numbers", 1, (short) 1))).all().get();
        for (int number = 1; ; number++) {
          KafkaClients.send(producer, "numbers", Integer.toString(number));
          System.out.println("acknowledged " + number);
        }
      }
    } catch (CannotStart e) {
      System.out.println(e.getMessage());
      System.exit(3);
    }
  }
}
