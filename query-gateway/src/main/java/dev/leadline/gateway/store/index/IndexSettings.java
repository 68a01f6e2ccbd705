package dev.leadline.gateway.store.index;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the index of leads is, and how it is kept.
 *
 * @param folder for this gateway alone
 * @param keep whether an index that is there is gone on with; else it is built anew
 * @param commitEvery how much of the changes a crash makes it read again
 * @param purgeAfter how long after an erasure the files are rewritten without what was erased
 */
@ConfigurationProperties("leadline.query-gateway.index")
public record IndexSettings(Path folder, boolean keep, Duration commitEvery, Duration purgeAfter) {}
