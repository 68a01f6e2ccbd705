package dev.leadline.timeline.rebuild;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How read models are built anew beside the live ones.
 *
 * @param batchSize events projected and stored at once: nobody waits for the first of them, and a
 *     lead that was busy is written once for all of them
 * @param keepPreviousFor how long the generation that was live before can be gone back to
 */
@ConfigurationProperties("leadline.timeline.rebuild")
record RebuildSettings(
    @DefaultValue("10000") int batchSize, @DefaultValue("24h") Duration keepPreviousFor) {

  RebuildSettings {
    if (batchSize < 1 || keepPreviousFor.isNegative())
      throw new IllegalArgumentException(
          "leadline.timeline.rebuild: batch-size is above 0, keep-previous-for is not below");
  }
}
