package dev.leadline.notification.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where messages go.
 *
 * @param target what of its address may be shown: a channel, a room, an address; null where the
 *     whole address is a secret
 * @param enabled false while nothing is sent there, by a person's wish or because it refused again
 *     and again
 * @param trouble why it was disabled, or why the last message did not arrive; null while all is
 *     well
 * @param failures how often in a row it refused for good
 */
public record Destination(
    String destinationId,
    String tenant,
    String name,
    Kind kind,
    @Nullable String target,
    boolean enabled,
    @Nullable String trouble,
    int failures,
    Instant since) {

  /** After so many refusals in a row nothing more is sent until a person has looked. */
  public static final int MOST_FAILURES = 3;

  private static final int LONGEST = 300;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>]+@[^@\\s,;<>]+");
  private static final int MOST_RECIPIENTS = 20;

  /** Ways to reach a team, and how fast each may be used. */
  public enum Kind {
    /** Kept by Leadline itself and shown on its dashboard. */
    INBOX("Inbox on this dashboard", false, false, Duration.ofMillis(1), 1000),
    /** The address is the secret. Slack takes about one message a second for a channel. */
    SLACK_WEBHOOK("Slack, incoming webhook", false, true, Duration.ofSeconds(1), 1),
    /** The target is a channel, the secret a bot token. */
    SLACK_BOT("Slack, bot", true, true, Duration.ofSeconds(1), 1),
    /** The target is a room, the secret an access token. */
    WEBEX("Webex", true, true, Duration.ofMillis(250), 4),
    /** The address of the workflow is the secret. */
    TEAMS("Microsoft Teams", false, true, Duration.ofMillis(500), 2),
    /** The target is the address, the secret the key by which it knows us. */
    WEBHOOK("Webhook", true, true, Duration.ofMillis(1), 1000),
    /** The target is a list of addresses. */
    EMAIL("Email", true, false, Duration.ofMillis(200), 10);

    private final String label;
    private final boolean target;
    private final boolean secret;
    private final Duration interval;
    private final int burst;

    Kind(String label, boolean target, boolean secret, Duration interval, int burst) {
      this.label = label;
      this.target = target;
      this.secret = secret;
      this.interval = interval;
      this.burst = burst;
    }

    /** What a person reads. */
    public String label() {
      return label;
    }

    /** Whether it needs a target. */
    public boolean hasTarget() {
      return target;
    }

    /** Whether it needs a secret. */
    public boolean hasSecret() {
      return secret;
    }

    /** How fast messages may follow each other. */
    public Throttle throttle() {
      return new Throttle(interval, burst);
    }

    /** Whether the secret is an address. */
    public boolean isSecretAnAddress() {
      return this == SLACK_WEBHOOK || this == TEAMS;
    }
  }

  /**
   * What is wrong with it, for whoever wrote it; empty if nothing is.
   *
   * @param secret null if it is to stay as it is
   */
  public List<Mistake> mistakes(@Nullable String secret) {
    var mistakes = new ArrayList<Mistake>();
    if (name.isBlank() || name.length() > LONGEST)
      mistakes.add(new Mistake("name", "has 1 to %d characters".formatted(LONGEST)));
    if (kind.hasTarget() && (target == null || target.isBlank()))
      mistakes.add(new Mistake("target", "is missing: " + targetIs()));
    else if (target != null && target.length() > LONGEST * 10)
      mistakes.add(new Mistake("target", "is too long"));
    else if (kind == Kind.WEBHOOK && !isAddress(target))
      mistakes.add(new Mistake("target", "is an address that begins with https://"));
    else if (kind == Kind.EMAIL && !isRecipients(target))
      mistakes.add(new Mistake("target", "is 1 to %d email addresses".formatted(MOST_RECIPIENTS)));
    if (secret != null && kind.isSecretAnAddress() && !isAddress(secret))
      mistakes.add(new Mistake("secret", "is an address that begins with https://"));
    return mistakes;
  }

  /** Who gets an email. */
  public List<String> recipients() {
    return target == null ? List.of() : List.of(target.split("[,;\\s]+"));
  }

  private String targetIs() {
    return switch (kind) {
      case SLACK_BOT -> "the id of the channel";
      case WEBEX -> "the id of the room";
      case WEBHOOK -> "the address";
      case EMAIL -> "email addresses";
      case INBOX, SLACK_WEBHOOK, TEAMS -> "nothing";
    };
  }

  private boolean isRecipients(@Nullable String given) {
    List<String> all = recipients();
    return given != null
        && all.size() <= MOST_RECIPIENTS
        && all.stream().allMatch(one -> EMAIL.matcher(one).matches());
  }

  private static boolean isAddress(@Nullable String given) {
    if (given == null) return false;
    String start = given.toLowerCase(Locale.ROOT);
    return start.startsWith("https://") || start.startsWith("http://");
  }
}
