package dev.leadline.enrichment.store;

import dev.leadline.enrichment.domain.FindTenancy;
import dev.leadline.enrichment.domain.KeepTenancy;
import dev.leadline.enrichment.domain.Tenancy;
import dev.leadline.enrichment.domain.Tenancy.Mode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What tenants have decided; another instance knows of it after two seconds. */
@Component
@DependsOn("enrichmentSchema")
final class JdbcTenancies implements FindTenancy, KeepTenancy {

  private static final Duration BELIEVED = Duration.ofSeconds(2);

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final Tenancy forEverybodyElse;
  private volatile Read newest = new Read(Instant.MIN, Map.of());

  JdbcTenancies(JdbcTemplate jdbc, Clock clock, Tenancy forEverybodyElse) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.forEverybodyElse = forEverybodyElse;
  }

  private record Read(Instant at, Map<String, Tenancy> byTenant) {}

  @Override
  public Tenancy find(String tenant) {
    Read read = newest;
    Instant now = clock.instant();
    if (now.minus(BELIEVED).isAfter(read.at())) {
      read = new Read(now, read());
      newest = read;
    }
    return read.byTenant().getOrDefault(tenant, forEverybodyElse);
  }

  private Map<String, Tenancy> read() {
    Map<String, Tenancy> all = new HashMap<>();
    jdbc.query(
        "select tenant, mode, countries from tenancies",
        row -> {
          Set<String> countries =
              Arrays.stream(row.getString(3).split(","))
                  .filter(country -> !country.isBlank())
                  .collect(Collectors.toSet());
          all.put(row.getString(1), new Tenancy(Mode.valueOf(row.getString(2)), countries));
        });
    return all;
  }

  @Override
  public void keep(String tenant, long version, Tenancy tenancy) {
    jdbc.update(
        """
        insert into tenancies as known (tenant, version, mode, countries) values (?, ?, ?, ?)
        on conflict (tenant) do update set version = excluded.version, mode = excluded.mode,
          countries = excluded.countries
        where known.version <= excluded.version
        """,
        tenant,
        version,
        tenancy.deanonymization().name(),
        String.join(",", tenancy.excludedCountries()));
    newest = new Read(Instant.MIN, Map.of());
  }
}
