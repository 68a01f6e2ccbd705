package dev.leadline.events.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadline.events.Channel;
import dev.leadline.events.Engagement;
import dev.leadline.events.IdentityStatus;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Stage;
import dev.leadline.events.lead.Activity;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LatestAction;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Picture;
import dev.leadline.events.lead.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of the list of leads (domain 4.9).
 *
 * @param name null when unknown; {@code label} then holds what to show instead (domain 5.13)
 * @param alsoFoundBy what a search finds it by beside what the row shows: its other emails, and the
 *     domain of its company unless one of its emails has it; empty in rows of earlier versions
 * @param stageAt when the stage was first reached; null if no interaction reached it
 * @param blockedReason why the lead gets no answers; null while it does
 * @param blockedBy the member who blocked it; null while it is not, or if it was automatic
 * @param suspectedBot a program was seen at work, and nothing that only a person does
 * @param lastActivityAt the newest lead action, or when the lead was first seen
 * @param version how many events the lead has; rises with each
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LeadRow(
    String leadId,
    @Nullable String name,
    String label,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String company,
    List<String> alsoFoundBy,
    IdentityStatus identityStatus,
    IdentityStatus.Known known,
    Stage stage,
    @Nullable Instant stageAt,
    Engagement engagement,
    int messageCount,
    @Nullable Action latestAction,
    @Nullable NextStep nextStep,
    String nextStepLabel,
    List<Channel> channels,
    List<String> agentIds,
    LeadSource source,
    @Nullable String country,
    boolean blocked,
    @Nullable String blockedReason,
    @Nullable String blockedBy,
    @Nullable Instant blockedAt,
    Control control,
    boolean suspectedBot,
    @Nullable Instant firstSeenAt,
    @Nullable Instant lastActivityAt,
    long version) {

  /** What a person reads where there is no next step (leads-page). */
  public static final String NO_UPCOMING_STEPS = "No upcoming steps";

  /** Merges leave a person no more; at a browser that many share there may be any number. */
  private static final int MOST_OTHER_EMAILS = 10;

  public LeadRow {
    alsoFoundBy = alsoFoundBy == null ? List.of() : List.copyOf(alsoFoundBy);
  }

  /** The newest thing that the lead did. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Action(String label, Channel channel, Instant at) {}

  /** Who may speak to the lead. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Control(
      dev.leadline.events.lead.Control.Mode mode,
      @Nullable String by,
      @Nullable String name,
      long version) {

    /** As the lead has it. */
    public static Control of(dev.leadline.events.lead.Control control) {
      return new Control(control.mode(), control.by(), control.name(), control.version());
    }
  }

  /**
   * The row of a lead.
   *
   * @param now decides which step is overdue
   */
  public static LeadRow of(LeadState lead, Instant now) {
    Picture picture = lead.picture();
    String name = Naming.name(picture);
    String email = text(picture, "email");
    String phone = text(picture, "phone_number");
    String company = text(picture, "company_name");
    var status = IdentityStatus.of(Naming.identifiedBy(picture));
    Activity activity = picture.activity();
    LatestAction action = activity.latestAction();
    Block.Cause cause = lead.block().cause();
    NextStep next = NextStep.of(lead, picture.known(), now);
    return new LeadRow(
        lead.leadId(),
        name,
        label(lead, name, email, phone, company),
        email,
        phone,
        company,
        alsoFoundBy(picture, email),
        status,
        status.known(),
        activity.stage(),
        activity.reachedAt().get(activity.stage()),
        Engagement.of(activity.messageCount()),
        activity.messageCount(),
        action == null ? null : new Action(action.label(), action.channel(), action.moment().at()),
        next,
        next == null ? NO_UPCOMING_STEPS : next.label(),
        activity.channels().stream().filter(LeadRow::isListed).toList(),
        List.copyOf(activity.agentIds()),
        source(lead, activity),
        activity.country() == null ? null : activity.country().code(),
        cause != null,
        cause == null ? null : cause.reason(),
        cause == null ? null : cause.name() == null ? cause.by() : cause.name(),
        cause == null ? null : cause.at(),
        Control.of(lead.control()),
        isSuspectedBot(picture),
        activity.firstSeenAt(),
        picture.lastActivityAt(),
        lead.version());
  }

  /**
   * By the earliest interaction, in whatever order they arrived (domain 3, "Lead source"). If that
   * one does not tell it, since it was stored long ago or hidden, the lead keeps what it was
   * registered with.
   */
  private static LeadSource source(LeadState lead, Activity activity) {
    Activity.Entry entry = activity.entry();
    Instant first = activity.firstSeenAt();
    return entry == null || first == null || first.isBefore(entry.moment().at())
        ? lead.source()
        : entry.source();
  }

  /**
   * The same as it is at a moment, of a row that was made before: a step may be overdue by then.
   */
  public LeadRow at(Instant now) {
    NextStep next = nextStep == null ? null : nextStep.at(now);
    if (next == null || next.equals(nextStep)) return this;
    return new LeadRow(
        leadId,
        name,
        label,
        email,
        phone,
        company,
        alsoFoundBy,
        identityStatus,
        known,
        stage,
        stageAt,
        engagement,
        messageCount,
        latestAction,
        next,
        nextStepLabel,
        channels,
        agentIds,
        source,
        country,
        blocked,
        blockedReason,
        blockedBy,
        blockedAt,
        control,
        suspectedBot,
        firstSeenAt,
        lastActivityAt,
        version);
  }

  /** The last instant at which the row says what is; null when nothing in it will be overdue. */
  public @Nullable Instant trueUntil() {
    return nextStep == null ? null : nextStep.trueUntil();
  }

  /** Whoever says something, or how to reach them, is none, whatever their browser calls itself. */
  private static boolean isSuspectedBot(Picture picture) {
    return picture.known().last(Trace.Kind.PROGRAM_SEEN, "") != null
        && picture.activity().messageCount() == 0
        && picture.activity().stage().compareTo(Stage.ENGAGED) < 0;
  }

  private static boolean isListed(Channel channel) {
    return switch (channel) {
      case CHAT, EMAIL, VOICE, TEXT, WEB -> true;
      case FORM, CALENDAR, COPILOT, DEMO, CRM, API, WORKFLOW, SYSTEM -> false;
    };
  }

  private static String label(
      LeadState lead,
      @Nullable String name,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String company) {
    if (lead.erasedAt() != null) return "Erased lead";
    if (name != null) return name;
    if (email != null) return email;
    if (phone != null) return phone;
    if (company != null) return "Visitor from " + company;
    String id = lead.leadId();
    return "Anonymous visitor #"
        + id.substring(Math.max(0, id.length() - 4)).toLowerCase(Locale.ROOT);
  }

  private static List<String> alsoFoundBy(Picture picture, @Nullable String email) {
    var also = new ArrayList<String>();
    for (IdentityKey key : picture.known().identities())
      if (key.kind() == IdentityKey.Kind.EMAIL
          && !key.value().equalsIgnoreCase(email)
          && also.size() < MOST_OTHER_EMAILS) also.add(key.value());
    String domain = text(picture, "company_domain");
    if (domain != null
        && !isAt(email, domain)
        && also.stream().noneMatch(other -> isAt(other, domain))) also.add(domain);
    return also;
  }

  /** Whoever looks for the domain then finds the email. */
  private static boolean isAt(@Nullable String email, String domain) {
    if (email == null) return false;
    int start = email.length() - domain.length();
    return start > 0
        && email.charAt(start - 1) == '@'
        && email.regionMatches(true, start, domain, 0, domain.length());
  }

  private static @Nullable String text(Picture picture, String field) {
    FieldValue found = picture.field(field);
    return found == null ? null : found.value().shown();
  }
}
