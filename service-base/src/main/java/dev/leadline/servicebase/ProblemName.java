package dev.leadline.servicebase;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * A way in which calls of a service can be refused or fail: its enum of them is what the service
 * promises, and {@code docs/problems.md} lists them all. Clients rely on the names.
 */
public interface ProblemName {

  /** As a constant is written, {@code UNKNOWN_LEAD}. */
  String name();

  /** With which it is answered. */
  HttpStatus status();

  /** The last part of its type, {@code unknown-lead}. */
  default String kind() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** By which a client knows it, {@code /problems/unknown-lead} (RFC 9457). */
  default URI type() {
    return URI.create("/problems/" + kind());
  }
}
