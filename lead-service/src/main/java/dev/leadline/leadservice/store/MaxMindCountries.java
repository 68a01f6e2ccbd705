package dev.leadline.leadservice.store;

import com.maxmind.db.CHMCache;
import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import com.maxmind.db.Reader;
import dev.leadline.leadservice.domain.FindCountry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Countries from a database file in MaxMind's format, held in memory. */
@Component
@EnableConfigurationProperties(CountrySettings.class)
final class MaxMindCountries implements FindCountry {

  private static final Logger LOG = LoggerFactory.getLogger(MaxMindCountries.class);

  private final Reader reader;

  /** Reads the whole database. */
  MaxMindCountries(CountrySettings settings) {
    try (InputStream database = settings.database().getInputStream()) {
      reader = new Reader(database, new CHMCache());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The country database cannot be read.", unreadable);
    }
  }

  /** The one thing that is asked of a database entry; public, because the reader makes it. */
  public record Entry(String country) {
    @MaxMindDbConstructor
    public Entry(@MaxMindDbParameter(name = "country_code") String country) {
      this.country = country;
    }
  }

  @Override
  public @Nullable String find(@Nullable String ip) {
    if (ip == null || !isLiteral(ip)) return null;
    try {
      InetAddress address = InetAddress.ofLiteral(ip);
      if (address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || address.isSiteLocalAddress()
          || address.isLinkLocalAddress()) return null;
      Entry entry = reader.get(address, Entry.class);
      return entry == null ? null : entry.country();
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    } catch (IOException unreadable) {
      LOG.warn("The country database could not be read; a country stays unknown.");
      return null;
    }
  }

  private static boolean isLiteral(String ip) {
    return !ip.isBlank() && ip.length() <= 45;
  }
}
