package dev.leadline.enrichment.domain;

import dev.leadline.events.channel.VendorFact.Validation;
import java.util.Set;

/** Whether mail will arrive at an address, and why we think so. */
public final class Mailbox {

  private static final Set<String> ROLES =
      Set.of(
          "abuse",
          "accounts",
          "admin",
          "billing",
          "careers",
          "contact",
          "enquiries",
          "finance",
          "hello",
          "help",
          "hr",
          "info",
          "jobs",
          "legal",
          "mail",
          "marketing",
          "no-reply",
          "noreply",
          "office",
          "orders",
          "postmaster",
          "press",
          "privacy",
          "sales",
          "security",
          "service",
          "support",
          "team",
          "webmaster");

  private Mailbox() {}

  /** What is said of it. */
  public record Verdict(Validation status, String reason) {}

  /** What can be said without asking anybody; UNKNOWN if that is not enough. */
  public static Verdict atOnce(String email, boolean isAddress, boolean bounced) {
    if (!isAddress) return new Verdict(Validation.INVALID, "It is not an email address.");
    if (bounced) return new Verdict(Validation.INVALID, "Mail to it came back for good.");
    return new Verdict(Validation.UNKNOWN, "Nobody was asked.");
  }

  /** What can be said once its domain is known. */
  public static Verdict of(String email, KnowDomains.Kind kind, MailServers.Known servers) {
    return switch (servers) {
      case NO_DOMAIN -> new Verdict(Validation.INVALID, "Its domain does not exist.");
      case NONE -> new Verdict(Validation.INVALID, "Its domain takes no mail.");
      case SILENCE -> new Verdict(Validation.UNKNOWN, "Nobody said whether its domain takes mail.");
      case THERE -> {
        if (kind == KnowDomains.Kind.DISPOSABLE)
          yield new Verdict(Validation.RISKY, "Addresses of its domain live for minutes.");
        String mailbox = email.substring(0, Math.max(0, email.lastIndexOf('@')));
        if (ROLES.contains(mailbox)) yield new Verdict(Validation.RISKY, "Several people read it.");
        yield new Verdict(Validation.VALID, "Its domain takes mail.");
      }
    };
  }
}
