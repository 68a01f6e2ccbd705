package dev.leadline.gateway.wiring;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The gateway as an application of its own, or as one of several in a process. */
@SpringBootApplication(scanBasePackages = QueryGatewayApplication.ROOT)
@ConfigurationPropertiesScan(QueryGatewayApplication.ROOT)
public class QueryGatewayApplication {

  static final String ROOT = "dev.leadline.gateway";

  /** Not yet started; settings may be added before it is. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(QueryGatewayApplication.class)
        .properties("spring.config.name=query-gateway");
  }

  /** Starts it with the settings of the environment. */
  public static void main(String[] arguments) {
    Carriers.choose();
    builder().run(arguments);
  }
}
