package dev.leadline.timeline.rebuild;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How history is read.
 *
 * @param batchSize events handled and stored at once
 * @param segments into how many parts the leads are divided when a projection begins; each part is
 *     worked on by one thread of one instance
 * @param gather at most so often a batch begins that is not full, so that a lead which is busy is
 *     written once for several events; the first event after a silence never waits
 * @param checkEvery how often it is looked whether the projections run and how far they are
 */
@ConfigurationProperties("leadline.timeline.projections")
record ProjectionSettings(
    @DefaultValue("2000") int batchSize,
    @DefaultValue("1") int segments,
    @DefaultValue("50ms") Duration gather,
    @DefaultValue("1s") Duration checkEvery) {

  ProjectionSettings {
    if (batchSize < 1 || segments < 1 || gather.isNegative() || !checkEvery.isPositive())
      throw new IllegalArgumentException(
          "leadline.timeline.projections: batch-size, segments and check-every are above 0, gather"
              + " is not below");
  }
}
