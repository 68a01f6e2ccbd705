package dev.leadline.gateway.domain;

import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Hands over what changes leads to the service that they belong to. */
@FunctionalInterface
public interface ForwardWrites {

  /**
   * Passes the body on as it comes and the answer back as it is.
   *
   * @throws Unavailable when that service does not answer
   */
  Answer forward(Request request);

  /**
   * What came in.
   *
   * @param method of HTTP
   * @param path the segments of the address, for example {@code v1, events}
   * @param headers those that say what the body is, and what the caller goes by
   * @param length of the body in bytes; negative when not known before its end
   */
  record Request(
      String method,
      List<String> path,
      Map<String, String> headers,
      long length,
      InputStream body) {}

  /**
   * What goes back.
   *
   * @param headers content type, version and when to try again, where given
   */
  record Answer(int status, Map<String, String> headers, String body) {}
}
