package dev.leadline.events.channel;

import org.jspecify.annotations.Nullable;

/**
 * Who an event is about, as its producer knows it. At least one key must be there (domain 4.1).
 *
 * @param leadId our own id, once the producer has learnt it
 * @param anonymousId the browser's or device's id
 * @param asserted who said so; absent means what the event's type implies
 */
public record Identity(
    @Nullable String leadId,
    @Nullable String anonymousId,
    @Nullable String email,
    @Nullable String phone,
    @Nullable ExternalIds externalIds,
    @Nullable Asserted asserted) {

  /** Ids in the customer's own systems. */
  public record ExternalIds(
      @Nullable String salesforceLeadId,
      @Nullable String salesforceContactId,
      @Nullable String hubspotContactId,
      @Nullable String marketoLeadId,
      @Nullable String customerKey) {}

  /** On whose word the keys belong to the lead. */
  public enum Asserted {
    SELF,
    URL,
    FORM,
    CRM,
    API,
    VENDOR
  }
}
