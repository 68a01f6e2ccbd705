package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.ExportJob;
import dev.leadline.gateway.domain.ExportJob.State;
import dev.leadline.gateway.domain.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The exports that were asked for; all of it throws {@link Unavailable} while they are away.
 *
 * <p>Who writes one names it by its file: once it has begun again, what an earlier beginning says
 * of it does not count.
 *
 * <p>When somebody last worked on one is told by one clock for all gateways: by their own, one that
 * is ahead would give up what the others write.
 */
public interface KeepExports {

  void begin(ExportJob job);

  /** Notes progress; false when somebody has ended the job meanwhile, or begun it again. */
  boolean progress(UUID file, long done);

  /** Notes that these, as far as they run, are not forgotten. */
  void touch(Collection<UUID> files);

  /** Ends a job that runs; false when it does not any more. */
  boolean end(UUID file, State how, @Nullable String reason, @Nullable Instant expiresAt);

  /** Begins a job again that has failed, with another file; false when it has not. */
  boolean again(UUID id, UUID file, long rows);

  /** Its file is gone. */
  void gone(UUID file, String reason);

  @Nullable ExportJob find(String tenant, UUID id);

  /** Newest first. */
  List<ExportJob> list(String tenant);

  void delete(UUID id);

  /** The files that are to go by now. */
  List<UUID> expired(Instant now);

  /** Ends those that nobody has worked on for so long. */
  void abandon(Duration unattended, String reason);

  /** Removes those that are over and that nobody has worked on for so long. */
  void forget(Duration unattended);

  /** All that are done, and so have a file. */
  List<ExportJob> done();

  /** The files of all that run or are done. */
  Set<UUID> live();
}
