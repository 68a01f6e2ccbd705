package dev.leadline.enrichment.handling;

import dev.leadline.enrichment.domain.Answer;
import dev.leadline.enrichment.domain.AskOutside;
import dev.leadline.enrichment.domain.Inquiry;
import dev.leadline.enrichment.domain.summary.Citations;
import dev.leadline.enrichment.domain.summary.Conversation;
import dev.leadline.enrichment.domain.summary.FindConversation;
import dev.leadline.enrichment.domain.summary.SumUp;
import dev.leadline.enrichment.domain.summary.Summary;
import java.time.Duration;
import java.util.List;

/**
 * Has a conversation that has paused summed up, as it is by then. Who was parted from somebody who
 * wrote, and wrote nothing or is blocked, is told to have none: the summary of both has the other
 * one's words.
 */
public final class SumUpConversations implements AskOutside {

  private final FindConversation find;
  private final SumUp sumUp;

  /** With whoever sums up. */
  public SumUpConversations(FindConversation find, SumUp sumUp) {
    this.find = find;
    this.sumUp = sumUp;
  }

  @Override
  public Answer ask(Inquiry inquiry) {
    Conversation conversation = find.of(inquiry.leadId());
    if (conversation == null || conversation.blocked() || conversation.ofLead().isEmpty())
      return conversation != null && inquiry.request().equals(FollowConversations.PARTED)
          ? new Answer.Found(List.of(nothing(conversation).of(conversation)))
          : new Answer.Dropped("There is nothing that may be summed up.");
    return switch (sumUp.sumUp(conversation)) {
      case SumUp.Written(Summary summary) -> told(summary, conversation);
      case SumUp.Refused(String reason) -> new Answer.Refused(reason, List.of());
      case SumUp.NotNow(String reason, Duration pause) ->
          new Answer.Later(reason, pause, true, List.of());
    };
  }

  private static Summary nothing(Conversation conversation) {
    return Summary.ofNothing(
        conversation.blocked() ? "The lead is blocked." : "The lead wrote nothing.");
  }

  private static Answer told(Summary summary, Conversation conversation) {
    Summary checked = Citations.checked(summary, conversation);
    return checked == null
        ? new Answer.Refused("The summary has no text.", List.of())
        : new Answer.Found(List.of(checked.of(conversation)));
  }
}
