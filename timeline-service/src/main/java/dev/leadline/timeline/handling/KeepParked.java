package dev.leadline.timeline.handling;

import dev.leadline.timeline.domain.Parked;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The leads that projections have parked, beside the read models. */
public interface KeepParked {

  void park(Parked parked);

  /** All of a read model, or of all of them when it is empty, in the order of their ids. */
  List<Parked> of(String projection);

  Optional<Parked> find(String id);

  /** Has whoever works on the lead try again. */
  boolean retry(String id);

  /** The leads of a read model for which somebody asked to try again; they are asked for once. */
  Set<String> toRetry(String projection);

  /** Nobody waits for it any more; it stays parked. */
  boolean discard(String id, String reason);

  /** It goes on. */
  void release(String projection, String leadId);
}
