package dev.leadline.enrichment.domain;

import dev.leadline.enrichment.domain.KnownLead.Field;
import dev.leadline.enrichment.domain.recognising.Traces;
import dev.leadline.events.Provenance;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Context;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.FormFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Content.Observation;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is remembered of a lead after an event; an event that is in it already changes nothing. */
public final class Remembering {

  private static final Set<String> FIELDS =
      Set.of(
          "email",
          "phone_number",
          "name",
          "first_name",
          "last_name",
          "company_name",
          "company_domain",
          "job_title",
          "linkedin_url");

  private static final String PAGE = typeOf(WebFact.PageViewed.class);
  private static final String CLICK = typeOf(EmailFact.LinkClicked.class);
  private static final String BOUNCE = typeOf(EmailFact.Bounced.class);
  private static final String FORM = typeOf(FormFact.Submitted.class);

  private Remembering() {}

  /**
   * The lead as it is known afterwards.
   *
   * @param consentKey of a form, by which a visitor allows being recognised
   */
  public static KnownLead after(KnownLead before, LeadAnnouncement announced, String consentKey) {
    if (announced.sequence() <= before.sequence()) return before;
    KnownLead after =
        switch (announced.event()) {
          case InteractionRecorded interaction -> after(before, interaction, consentKey);
          case LeadEvent.LeadBlocked blocked -> before.blocked(true);
          case LeadEvent.LeadUnblocked unblocked -> before.blocked(false);
          case LeadEvent.LeadMergedInto merged -> before.mergedInto(merged.survivorId());
          case LeadEvent.LeadRestored restored -> before.mergedInto(null);
          case LeadEvent.FieldEdited edited -> edited(before, edited);
          case LeadEvent.LeadRegistered _,
              LeadEvent.ControlTaken _,
              LeadEvent.ControlReturned _,
              LeadEvent.TakeoverWentStale _,
              LeadEvent.MemberMessageSent _,
              LeadEvent.StageSet _,
              LeadEvent.MergeSuggested _,
              LeadEvent.MergeDismissed _,
              LeadEvent.IdentityConfirmed _,
              LeadEvent.LeadAbsorbed _,
              LeadEvent.LeadUnmerged _,
              LeadEvent.LeadErased _ ->
              before;
        };
    return after.at(announced.sequence());
  }

  private static KnownLead edited(KnownLead before, LeadEvent.FieldEdited edited) {
    LeadEvent.Edit edit = edited.personal();
    if (edit == null || !FIELDS.contains(edit.field())) return before;
    return before.with(
        Map.of(
            edit.field(),
            new Field(edit.value().shown(), Provenance.MEMBER_EDIT, edited.moment().at())));
  }

  private static KnownLead after(
      KnownLead before, InteractionRecorded interaction, String consentKey) {
    Content content = interaction.personal();
    if (content == null || interaction.decision().hidden()) return before;
    Map<String, Field> told = new TreeMap<>();
    for (Observation seen : content.observations())
      if (FIELDS.contains(seen.field()))
        told.merge(
            seen.field(),
            new Field(seen.value().shown(), seen.provenance(), interaction.origin().at()),
            Field::and);
    KnownLead after =
        before
            .with(told)
            .visiting(
                visitor(content),
                interaction.decision().country(),
                consent(interaction, content, consentKey),
                interaction.decision().messages());
    String type = interaction.origin().type();
    if (type.equals(BOUNCE)) return bounced(after, content);
    return after.with(traces(after.traces(), interaction, content));
  }

  private static KnownLead bounced(KnownLead lead, Content content) {
    String email = bouncedAddress(lead, content);
    boolean hard = content.payload().as(EmailFact.Bounced.class).bounce() == EmailFact.Bounce.HARD;
    return hard && email != null ? lead.bounced(email) : lead;
  }

  /** The one that the event names, else the one that the lead has now. */
  private static @Nullable String bouncedAddress(KnownLead lead, Content content) {
    return content.observations().stream()
        .filter(seen -> seen.field().equals("email"))
        .map(seen -> seen.value().shown().strip().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse(lead.value("email"));
  }

  private static @Nullable String visitor(Content content) {
    for (IdentityKey key : content.identities())
      if (key.kind() == IdentityKey.Kind.ANONYMOUS_ID) return key.value();
    return null;
  }

  private static @Nullable Boolean consent(
      InteractionRecorded interaction, Content content, String consentKey) {
    if (!interaction.origin().type().equals(FORM)) return null;
    Map<String, Boolean> given = content.payload().as(FormFact.Submitted.class).consent();
    return given == null ? null : given.get(consentKey);
  }

  private static Traces traces(Traces before, InteractionRecorded interaction, Content content) {
    if (interaction.origin().actor() != Actor.Kind.LEAD) return before;
    String type = interaction.origin().type();
    if (type.equals(CLICK)) {
      String url = content.payload().as(EmailFact.LinkClicked.class).url();
      return url == null
          ? before
          : before.clicked(new Traces.Click(page(url), interaction.origin().at()));
    }
    return switch (interaction.origin().channel()) {
      case WEB, CHAT, FORM -> visited(before, interaction, content, type.equals(PAGE));
      default -> before;
    };
  }

  private static Traces visited(
      Traces before, InteractionRecorded interaction, Content content, boolean isPage) {
    Context context = content.context();
    String url = context == null ? null : context.pageUrl();
    if (isPage) url = content.payload().as(WebFact.PageViewed.class).url();
    Traces after =
        before.seen(
            interaction.origin().at(),
            content.network(),
            device(context),
            isPage && url != null ? page(url) : null);
    return isPage && url != null && isByEmail(context, url)
        ? after.arrived(new Traces.Click(page(url), interaction.origin().at()))
        : after;
  }

  private static boolean isByEmail(@Nullable Context context, String url) {
    Map<String, String> utm = context == null ? null : context.utm();
    return (utm != null && "email".equalsIgnoreCase(utm.get("medium")))
        || url.contains("utm_medium=email");
  }

  private static @Nullable String device(@Nullable Context context) {
    if (context == null || context.userAgent() == null) return null;
    return context.userAgent() + '|' + context.locale() + '|' + context.timezone();
  }

  /** Host and path: what differs by campaign is no part of a page. */
  private static String page(String url) {
    try {
      URI uri = URI.create(url);
      String path = uri.getPath() == null ? "" : uri.getPath();
      return uri.getHost() + (path.isEmpty() ? "/" : path);
    } catch (IllegalArgumentException notAnAddress) {
      return url;
    }
  }

  private static String typeOf(Class<?> fact) {
    return WireName.of(fact).cloudEventType();
  }
}
