package dev.leadline.leadservice.domain;

import dev.leadline.events.channel.CalendarFact;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.RecordsFact;

/** What shows that an email is the person's who uses it, and not only typed (domain 5.5). */
public final class Proofs {

  private Proofs() {}

  /** An answer from the mailbox, a booking, or a record of the CRM. */
  public static boolean isOne(ChannelFact fact) {
    return switch (fact) {
      case EmailFact.ReplyReceived reply -> !Boolean.TRUE.equals(reply.autoReply());
      case CalendarFact.MeetingBooked booked -> true;
      case RecordsFact.Pulled pulled -> true;
      case ChannelFact other -> false;
    };
  }
}
