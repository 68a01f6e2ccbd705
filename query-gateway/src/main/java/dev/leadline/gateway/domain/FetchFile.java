package dev.leadline.gateway.domain;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Fetches what may be too long to be in memory. */
@FunctionalInterface
public interface FetchFile {

  /**
   * Passes the answer on while it comes, for as long as that takes.
   *
   * @throws Unavailable when the service does not answer, or stops in the middle of it
   * @throws UncheckedIOException when whoever is to have it takes no more
   */
  void fetch(ForwardWrites.Request request, Begun begun);

  /** Whoever is to have it. */
  @FunctionalInterface
  interface Begun {

    /**
     * It begins.
     *
     * @return where its bytes go
     */
    OutputStream begin(int status, Map<String, String> headers) throws IOException;
  }
}
