package dev.leadline.gateway.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list of leads that is written to a file.
 *
 * @param file its file: each beginning of the job has another, so that one that was given up and
 *     comes back late is in nobody's way
 * @param madeBy the member or the key that asked for it
 * @param query the parameters of the list as JSON, with times that do not move, and without what
 *     was searched for
 * @param rows how many leads the list had when it was asked for
 * @param done how many of them are in the file
 * @param reason why it failed or is gone; null otherwise
 * @param expiresAt when the file goes; null before there is one
 */
public record ExportJob(
    UUID id,
    UUID file,
    String tenant,
    String madeBy,
    String query,
    State state,
    long rows,
    long done,
    @Nullable String reason,
    Instant madeAt,
    @Nullable Instant expiresAt) {

  /** How far it is. */
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    CANCELED,
    /** There was a file, and it is gone. */
    EXPIRED
  }
}
