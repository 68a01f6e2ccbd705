package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.Caller;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How often one caller follows the live stream at the same time, so that others can too. */
public final class LimitFollowers {

  private final int mostOfOne;
  private final Map<String, Integer> taken = new ConcurrentHashMap<>();

  /**
   * Counts.
   *
   * @param mostOfOne how often one caller may follow at the same time
   */
  public LimitFollowers(int mostOfOne) {
    this.mostOfOne = mostOfOne;
  }

  /** One of a caller's places, until it is closed. */
  public final class Place implements AutoCloseable {

    private final String of;

    private Place(String of) {
      this.of = of;
    }

    @Override
    public void close() {
      taken.computeIfPresent(of, (same, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Null where the caller has all of theirs. */
  public @Nullable Place take(Caller caller) {
    // By tenant, kind and id.
    String of = caller.toString();
    if (taken.merge(of, 1, Integer::sum) <= mostOfOne) return new Place(of);
    new Place(of).close();
    return null;
  }

  public int mostOfOne() {
    return mostOfOne;
  }
}
