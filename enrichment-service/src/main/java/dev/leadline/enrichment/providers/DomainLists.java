package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.KnowDomains;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.springframework.stereotype.Component;

/**
 * Lists that ship with the service (their first lines say where they come from) and domains that an
 * operator adds. A domain is held as a number of 64 bits, so that a hundred thousand of them take a
 * megabyte; that two of them share one is as good as impossible.
 */
@Component
final class DomainLists implements KnowDomains {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final long[] personal = read("/domains/personal.txt.gz");
  private final long[] disposable = read("/domains/disposable.txt.gz");
  private final Set<String> added;

  DomainLists(EnrichmentSettings settings) {
    List<String> more = settings.personalDomains();
    added = more == null ? Set.of() : new HashSet<>(more);
  }

  private static long[] read(String list) {
    try (InputStream in = DomainLists.class.getResourceAsStream(list)) {
      if (in == null) throw new IllegalStateException("There is no list " + list);
      var lines =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8));
      LongStream numbers =
          lines
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .mapToLong(DomainLists::number);
      return numbers.sorted().toArray();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The list " + list + " cannot be read", unreadable);
    }
  }

  private static long number(String domain) {
    long hash = FNV_OFFSET;
    for (byte each : domain.getBytes(StandardCharsets.UTF_8))
      hash = (hash ^ (each & 0xff)) * FNV_PRIME;
    return hash;
  }

  @Override
  public Kind kind(String given) {
    String domain = given.toLowerCase(Locale.ROOT);
    if (Arrays.binarySearch(disposable, number(domain)) >= 0) return Kind.DISPOSABLE;
    if (added.contains(domain) || Arrays.binarySearch(personal, number(domain)) >= 0)
      return Kind.PERSONAL;
    return Kind.WORK;
  }
}
