package dev.leadline.timeline.outbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The topic of row changes, as it is made when it is missing.
 *
 * @param partitions how many; an existing topic keeps its own
 */
@ConfigurationProperties("leadline.timeline.row-changes")
record RowChangesSettings(@DefaultValue("6") int partitions) {

  RowChangesSettings {
    if (partitions < 1)
      throw new IllegalArgumentException("leadline.timeline.row-changes.partitions is below 1");
  }
}
