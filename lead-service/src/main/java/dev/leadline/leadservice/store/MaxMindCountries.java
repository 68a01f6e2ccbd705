package dev.leadline.leadservice.store;

import com.maxmind.db.CHMCache;
import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import com.maxmind.db.Reader;
import dev.leadline.leadservice.domain.FindCountry;
import dev.leadline.leadservice.domain.Where;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Countries from a database file in MaxMind's format, held in memory; regions and cities where the
 * file has them. Entries may be flat ({@code country_code}), as in files of ip-location-db, or
 * nested ({@code country.iso_code}), as in MaxMind's own. Whoever hides behind a proxy is nowhere.
 */
@Component
@EnableConfigurationProperties(CountrySettings.class)
final class MaxMindCountries implements FindCountry {

  private static final Logger LOG = LoggerFactory.getLogger(MaxMindCountries.class);

  private static final Set<String> HIDING =
      Set.of("is_anonymous", "is_anonymous_proxy", "is_anonymous_vpn", "is_tor_exit_node");

  private final Reader reader;
  private final boolean nested;
  private final Proxies proxies;

  /** Reads the whole database. */
  MaxMindCountries(CountrySettings settings) {
    try (InputStream database = settings.database().getInputStream()) {
      reader = new Reader(database, new CHMCache());
      nested = reader.getMetadata().databaseType().matches("(?i)(geoip|geolite|dbip).*");
      proxies = Proxies.read(settings.proxies());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "The country database or the list of proxies cannot be read.", unreadable);
    }
  }

  /** The one thing that is asked of a flat entry; public, because the reader makes it. */
  public record Entry(String country) {
    @MaxMindDbConstructor
    public Entry(@MaxMindDbParameter(name = "country_code") String country) {
      this.country = country;
    }
  }

  @Override
  public @Nullable String find(@Nullable String ip) {
    InetAddress address = Addresses.outside(ip);
    if (address == null || proxies.contains(address)) return null;
    try {
      if (nested) return text(entry(address).get("country"), "iso_code");
      Entry entry = reader.get(address, Entry.class);
      return entry == null ? null : entry.country();
    } catch (IOException unreadable) {
      LOG.warn("The country database could not be read; a country stays unknown.");
      return null;
    }
  }

  @Override
  public Where place(@Nullable String ip) {
    InetAddress address = nested ? Addresses.outside(ip) : null;
    if (address == null || proxies.contains(address)) return Where.NOWHERE;
    try {
      Map<?, ?> entry = entry(address);
      Object first =
          entry.get("subdivisions") instanceof List<?> all && !all.isEmpty()
              ? all.getFirst()
              : null;
      return new Where(named(first), named(entry.get("city")), null);
    } catch (IOException unreadable) {
      return Where.NOWHERE;
    }
  }

  /** Empty without an entry, and for one that says that its address hides somebody. */
  private Map<?, ?> entry(InetAddress address) throws IOException {
    Map<?, ?> entry = reader.get(address, Map.class);
    if (entry == null) return Map.of();
    boolean hides =
        entry.get("traits") instanceof Map<?, ?> traits
            && HIDING.stream().anyMatch(trait -> Boolean.TRUE.equals(traits.get(trait)));
    return hides ? Map.of() : entry;
  }

  private static @Nullable String named(@Nullable Object part) {
    return part instanceof Map<?, ?> map ? text(map.get("names"), "en") : null;
  }

  private static @Nullable String text(@Nullable Object map, String key) {
    return map instanceof Map<?, ?> known && known.get(key) instanceof String text ? text : null;
  }
}
