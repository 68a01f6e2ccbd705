package dev.leadline.events.channel;

import dev.leadline.events.Value;
import dev.leadline.events.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What vendors and models make of the lead; none of it raises a stage. */
public sealed interface VendorFact extends ChannelFact {

  /** A vendor recognised a visitor, or only the company. */
  @Wire(name = "deanonymization.matched")
  record Deanonymized(
      String provider,
      Level level,
      @Nullable Double confidence,
      Map<String, Value> fields,
      @Nullable String requestId)
      implements VendorFact {}

  /** A vendor did not recognise a visitor. */
  @Wire(name = "deanonymization.missed")
  record DeanonymizationMissed(String provider, @Nullable String requestId) implements VendorFact {}

  /**
   * A vendor told more about a known email.
   *
   * @param saidAt when, of those fields that the vendor had told before, of a colleague
   */
  @Wire(name = "enrichment.completed")
  record Enriched(
      String provider,
      Map<String, Value> fields,
      @Nullable String forEmail,
      @Nullable Map<String, Instant> saidAt)
      implements VendorFact {

    /** Everything was told just now. */
    public Enriched(String provider, Map<String, Value> fields, @Nullable String forEmail) {
      this(provider, fields, forEmail, null);
    }
  }

  /** A vendor could not tell more. */
  @Wire(name = "enrichment.failed")
  record EnrichmentFailed(String provider, @Nullable String forEmail, @Nullable String reason)
      implements VendorFact {}

  /** An email address was checked. */
  @Wire(name = "email.validated")
  record EmailValidated(
      @Nullable String provider,
      Validation status,
      @Nullable String forEmail,
      @Nullable String reason)
      implements VendorFact {}

  /**
   * A phone number was checked.
   *
   * @param e164 the number by its country's plan; null if it is none
   */
  @Wire(name = "phone.validated")
  record PhoneValidated(
      @Nullable String provider,
      Validation status,
      @Nullable String forPhone,
      @Nullable String e164,
      @Nullable String reason)
      implements VendorFact {}

  /**
   * A model summed the conversation up.
   *
   * @param model and its version
   * @param fromSequence the first of the lead's events that it covers
   * @param citations which words are from which message
   */
  @Wire(name = "summary.generated")
  record Summarised(
      @Nullable String model,
      @Nullable Long upToSequence,
      String text,
      @Nullable List<String> questions,
      @Nullable List<String> painPoints,
      @Nullable List<String> interests,
      @Nullable String salesStage,
      @Nullable Long fromSequence,
      @Nullable List<Citation> citations)
      implements VendorFact {}

  /**
   * Words of the lead and the message that they are from.
   *
   * @param at when they were said, by the clock of the platform; null from who does not know
   */
  record Citation(String messageId, String text, @Nullable Instant at) {}

  /** What was recognised. */
  enum Level {
    PERSON,
    COMPANY
  }

  /** Whether mail will arrive. */
  enum Validation {
    VALID,
    RISKY,
    INVALID,
    UNKNOWN
  }
}
