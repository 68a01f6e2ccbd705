package dev.leadline.allinone.store;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of one module. A backup holds rows and the version of each schema; a restore makes
 * the tables by the same migrations up to the same version, and the next start goes on from there.
 *
 * @param schema where its tables are; null for that of the connection
 * @param history the table in which Flyway keeps its version
 */
record Schema(@Nullable String schema, String history, String location) {

  private static final String FLYWAY = "flyway_schema_history";

  static final List<Schema> ALL =
      List.of(
          new Schema(null, "event_store_schema", "dev/leadline/eventstore/migrations"),
          new Schema(null, "lead_service_schema", "db/lead-service"),
          new Schema("notification", FLYWAY, "db/notification-service"),
          new Schema("enrichment", FLYWAY, "db/enrichment-service"),
          new Schema("query_gateway", FLYWAY, "db/query-gateway"));

  /** As the manifest names it. */
  String name() {
    return schema == null ? history : schema + "." + history;
  }

  /** Makes the tables as they were at a version. */
  void make(Database database, String version) {
    var flyway =
        Flyway.configure()
            .dataSource(database.url(), database.user(), database.password())
            .locations("classpath:" + location)
            .table(history)
            .target(version);
    if (schema == null) flyway.baselineOnMigrate(true).baselineVersion("0");
    else flyway.schemas(schema);
    flyway.load().migrate();
  }
}
