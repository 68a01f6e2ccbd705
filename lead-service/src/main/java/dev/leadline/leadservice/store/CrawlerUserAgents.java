package dev.leadline.leadservice.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.leadline.events.Shortened;
import dev.leadline.leadservice.domain.RecognisePrograms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The list of the crawler-user-agents project. It takes a while to go through, so that the answer
 * for each user agent is remembered: there are few of them. Of a long one the beginning tells.
 */
@Component
final class CrawlerUserAgents implements RecognisePrograms {

  private static final String FILE = "/programs/crawler-user-agents.txt";
  private static final int LONGEST = 500;
  private static final int REMEMBERED = 20_000;

  private final Pattern programs = Pattern.compile(read());
  final Cache<String, Boolean> known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  @Override
  public boolean isProgram(@Nullable String userAgent) {
    if (userAgent == null || userAgent.isBlank()) return false;
    return known.get(
        Shortened.to(LONGEST, userAgent), beginning -> programs.matcher(beginning).find());
  }

  private static String read() {
    try (InputStream file = CrawlerUserAgents.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(pattern -> "(?:" + pattern + ")")
          .collect(Collectors.joining("|"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The list of programs cannot be read.", unreadable);
    }
  }
}
