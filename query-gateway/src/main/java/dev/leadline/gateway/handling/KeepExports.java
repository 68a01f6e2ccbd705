package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.ExportJob;
import dev.leadline.gateway.domain.ExportJob.State;
import dev.leadline.gateway.domain.Unavailable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The exports that were asked for; all of it throws {@link Unavailable} while they are away. */
public interface KeepExports {

  void begin(ExportJob job, Instant now);

  /** Notes progress; false when somebody has ended the job meanwhile. */
  boolean progress(UUID id, long done, Instant now);

  /** Notes that these, as far as they run, are not forgotten. */
  void touch(Collection<UUID> ids, Instant now);

  /** Ends a job that runs; false when it does not any more. */
  boolean end(UUID id, State how, @Nullable String reason, @Nullable Instant expiresAt);

  /** Begins a job again that has failed; false when it has not. */
  boolean again(UUID id, long rows, Instant now);

  /** Its file is gone. */
  void gone(UUID id, String reason);

  @Nullable ExportJob find(String tenant, UUID id);

  /** Newest first. */
  List<ExportJob> list(String tenant);

  void delete(UUID id);

  /** Those with a file that is to go by now. */
  List<UUID> expired(Instant now);

  /** Ends those that nobody has worked on since then. */
  void abandon(Instant since, String reason);

  /** Removes those that are over and that nobody has worked on since then. */
  void forget(Instant since);

  /** All that have a file. */
  List<UUID> withFile();

  /** All that run or have a file. */
  Set<UUID> live();
}
