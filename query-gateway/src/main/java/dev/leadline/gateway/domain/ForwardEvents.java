package dev.leadline.gateway.domain;

import java.io.InputStream;
import java.util.Map;

/** Hands channel events over to the service that takes them in. */
@FunctionalInterface
public interface ForwardEvents {

  /**
   * Passes the body on as it comes and the answer back as it is.
   *
   * @throws Unavailable when that service does not answer
   */
  Answer forward(Request request);

  /**
   * What came in.
   *
   * @param headers those that say what the body is
   * @param length of the body in bytes; negative when not known before its end
   */
  record Request(Map<String, String> headers, long length, InputStream body) {}

  /**
   * What goes back.
   *
   * @param headers content type and when to try again, where given
   */
  record Answer(int status, Map<String, String> headers, String body) {}
}
