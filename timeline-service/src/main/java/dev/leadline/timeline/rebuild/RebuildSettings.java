package dev.leadline.timeline.rebuild;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How read models are built anew beside the live ones.
 *
 * @param keepPreviousFor how long the generation that was live before can be gone back to
 */
@ConfigurationProperties("leadline.timeline.rebuild")
record RebuildSettings(@DefaultValue("24h") Duration keepPreviousFor) {

  RebuildSettings {
    if (keepPreviousFor.isNegative())
      throw new IllegalArgumentException(
          "leadline.timeline.rebuild.keep-previous-for is below zero");
  }
}
