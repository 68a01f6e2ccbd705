package dev.leadline.enrichment.domain;

import dev.leadline.events.Provenance;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.FormFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Content.Observation;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.Origin;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whom to ask what after an event (domain 4.4, policies). */
public final class Wishes {

  /** What came so late is history (domain 5.2). */
  private static final Duration TOO_LATE = Duration.ofDays(30);

  private static final String PAGE = typeOf(WebFact.PageViewed.class);
  private static final String MESSAGE = typeOf(ChatFact.MessageReceived.class);
  private static final String BOUNCE = typeOf(EmailFact.Bounced.class);
  private static final Set<String> CAPTURES =
      Set.of(
          typeOf(ChatFact.EmailCaptured.class),
          typeOf(ChatFact.FieldCaptured.class),
          typeOf(FormFact.Submitted.class),
          typeOf(WebFact.FieldsSet.class));

  private Wishes() {}

  /** Something to ask about a lead; the address is null where the lead itself is meant. */
  public record Wanted(Purpose purpose, KnownLead lead, String subject, boolean bounced) {}

  /** What to ask, given the lead before and after. */
  public static List<Wanted> of(
      LeadAnnouncement announced, KnownLead before, KnownLead after, Tenancy tenancy) {
    if (before.sequence() >= announced.sequence() || !after.isAskable()) return List.of();
    if (announced.event() instanceof LeadEvent.FieldEdited edited) return of(edited, before, after);
    return announced.event() instanceof InteractionRecorded interaction
        ? of(interaction, before, after, tenancy)
        : List.of();
  }

  /** What a member types in is checked like what a lead says; who it is, the member knows. */
  private static List<Wanted> of(LeadEvent.FieldEdited edited, KnownLead before, KnownLead after) {
    LeadEvent.Edit edit = edited.personal();
    if (edit == null || edit.value().shown().equals(before.value(edit.field()))) return List.of();
    String value = edit.value().shown().strip();
    return switch (edit.field()) {
      case "email" -> {
        String email = value.toLowerCase(Locale.ROOT);
        yield List.of(
            new Wanted(Purpose.EMAIL_VALIDATION, after, email, after.bounced().contains(email)));
      }
      case "phone_number" -> List.of(new Wanted(Purpose.PHONE_VALIDATION, after, value, false));
      default -> List.of();
    };
  }

  private static List<Wanted> of(
      InteractionRecorded interaction, KnownLead before, KnownLead after, Tenancy tenancy) {
    if (interaction.decision().hidden() || isTooLate(interaction.origin())) return List.of();
    Content content = interaction.personal();
    if (content == null) return List.of();
    Set<Wanted> wanted = new LinkedHashSet<>();
    if (isToBeRecognised(interaction.origin(), after, tenancy))
      wanted.add(
          new Wanted(
              Purpose.DEANONYMIZATION,
              after,
              after.visitorId() == null ? after.leadId() : after.visitorId(),
              false));
    String type = interaction.origin().type();
    for (Observation seen : content.observations())
      if (seen.field().equals("email") && isCaptured(seen.provenance())) {
        String email = seen.value().shown().strip().toLowerCase(Locale.ROOT);
        if (!CAPTURES.contains(type) && email.equals(before.value("email"))) continue;
        wanted.add(new Wanted(Purpose.ENRICHMENT, after, email, false));
        wanted.add(
            new Wanted(Purpose.EMAIL_VALIDATION, after, email, after.bounced().contains(email)));
      }
    for (Observation seen : content.observations())
      if (seen.field().equals("phone_number") && isCaptured(seen.provenance())) {
        String phone = seen.value().shown().strip();
        if (!phone.equals(before.value("phone_number")))
          wanted.add(new Wanted(Purpose.PHONE_VALIDATION, after, phone, false));
      }
    if (type.equals(BOUNCE) && after.bounced().size() > before.bounced().size())
      wanted.add(new Wanted(Purpose.EMAIL_VALIDATION, after, after.bounced().getLast(), true));
    return List.copyOf(wanted);
  }

  private static boolean isTooLate(Origin origin) {
    return Duration.between(origin.at(), origin.receivedAt()).compareTo(TOO_LATE) > 0;
  }

  private static boolean isToBeRecognised(Origin origin, KnownLead lead, Tenancy tenancy) {
    if (origin.actor() != Actor.Kind.LEAD || lead.isIdentified() || !tenancy.allows(lead))
      return false;
    return switch (tenancy.deanonymization()) {
      case OFF -> false;
      case ON_ENGAGEMENT -> origin.type().equals(MESSAGE);
      case ALL_SITE_TRAFFIC -> origin.type().equals(MESSAGE) || origin.type().equals(PAGE);
    };
  }

  /** By chat, form, call, script or address; what a vendor or a CRM says was not captured. */
  private static boolean isCaptured(Provenance provenance) {
    return provenance == Provenance.SELF || provenance == Provenance.URL;
  }

  private static String typeOf(Class<?> fact) {
    return WireName.of(fact).cloudEventType();
  }
}
