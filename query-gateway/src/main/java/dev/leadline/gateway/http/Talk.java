package dev.leadline.gateway.http;

import dev.leadline.events.Channel;
import dev.leadline.events.lead.Control.Mode;
import dev.leadline.events.view.LeadRow;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks to a lead, as the foot of its timeline shows it to a member.
 *
 * @param draft what the member has written and could not send
 * @param key of the next command, so that a double click is one
 */
record Talk(LeadRow lead, Teammate me, @Nullable String draft, String key) {

  static Talk of(LeadRow lead, Teammate me, @Nullable String draft) {
    return new Talk(lead, me, draft, UUID.randomUUID().toString());
  }

  public boolean isAutomated() {
    return lead.control().mode() == Mode.AUTOMATED;
  }

  public boolean isMine() {
    return !isAutomated() && me.is(lead.control().by());
  }

  public String owner() {
    String name = lead.control().name();
    return name == null ? "A team member" : name;
  }

  /** Changes whenever somebody else may speak, or nobody. */
  public String state() {
    return lead.control().version() + (lead.blocked() ? "-blocked" : "");
  }

  /** By which a message can be sent, the one that the lead used last before the others. */
  public List<Channel> channels() {
    var channels = new ArrayList<>(List.of(Channel.CHAT, Channel.EMAIL, Channel.TEXT));
    if (lead.email() == null) channels.remove(Channel.EMAIL);
    if (lead.phone() == null) channels.remove(Channel.TEXT);
    LeadRow.Action last = lead.latestAction();
    if (last != null && channels.remove(last.channel())) channels.addFirst(last.channel());
    return channels;
  }
}
