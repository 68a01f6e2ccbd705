package dev.leadline.gateway.wiring;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is kept in PostgreSQL: nothing that a replay of the event store could bring back. */
@Configuration(proxyBeanMethods = false)
class StoreWiring {

  @Bean(initMethod = "migrate")
  Flyway gatewaySchema(DataSource dataSource) {
    return Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:db/query-gateway")
        .schemas("query_gateway")
        .load();
  }
}
