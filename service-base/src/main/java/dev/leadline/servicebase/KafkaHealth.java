package dev.leadline.servicebase;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Whether Kafka answers, within two seconds. One client is kept, because to open one for each
 * question is dear. Readiness knows it as {@code kafka}, which is what the name of the bean is for.
 */
@Component("kafkaHealthIndicator")
public final class KafkaHealth extends AbstractHealthIndicator implements DisposableBean {

  private static final int TIMEOUT_MILLISECONDS = 2000;

  private final Admin client;

  /**
   * Begins to look for Kafka, and waits for nothing.
   *
   * @param admin says where Kafka is, and how to speak to it
   */
  public KafkaHealth(KafkaAdmin admin) {
    super("Kafka does not answer");
    client = Admin.create(admin.getConfigurationProperties());
  }

  @Override
  protected void doHealthCheck(Health.Builder health) throws Exception {
    var nodes =
        client
            .describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLISECONDS))
            .nodes()
            .get(TIMEOUT_MILLISECONDS, TimeUnit.MILLISECONDS);
    health.up().withDetail("nodes", nodes.size());
  }

  @Override
  public void destroy() {
    client.close();
  }
}
