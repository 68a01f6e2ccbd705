package dev.leadline.notification.channels;

import dev.leadline.notification.domain.Outcome;
import java.time.Instant;

/** What Slack's own words for errors mean to a person. */
final class SlackErrors {

  private SlackErrors() {}

  /** The outcome; by the status where Slack's word is not known. */
  static Outcome of(String error, HttpDoor.Answer answer, int attempt, Instant now) {
    return switch (error) {
      case "channel_is_archived", "is_archived" ->
          new Outcome.Gone("The Slack channel is archived.");
      case "channel_not_found", "not_in_channel" ->
          new Outcome.Gone("The Slack channel was deleted, or our bot is not in it.");
      case "no_service", "no_team", "team_disabled" ->
          new Outcome.Gone("The Slack webhook was removed or turned off.");
      case "token_revoked",
          "token_expired",
          "invalid_auth",
          "not_authed",
          "account_inactive",
          "invalid_token" ->
          new Outcome.Gone("Slack no longer accepts our token: it was revoked.");
      case "missing_scope", "no_permission", "action_prohibited", "restricted_action" ->
          new Outcome.Gone("Our Slack token may not write to this channel.");
      case "service_unavailable", "request_timeout", "team_added_to_org" ->
          new Outcome.Later("Slack has trouble of its own.", Patience.afterTry(attempt), true);
      case "internal_error", "fatal_error" ->
          new Outcome.Uncertain("Slack broke while it took the message.");
      case "ratelimited", "rate_limited" ->
          Answers.tooMany(Patience.asked(answer.retryAfter(), now), attempt);
      default -> {
        if (answer.status() != 200) yield Answers.of(answer, attempt, now);
        yield new Outcome.Refused("Slack refused the message.");
      }
    };
  }
}
