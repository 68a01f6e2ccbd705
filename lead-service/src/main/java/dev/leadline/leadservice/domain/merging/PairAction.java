package dev.leadline.leadservice.domain.merging;

import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.Moment;

/** What a team member does to two leads at once (domain 4.9). */
public sealed interface PairAction {

  /** Who does it. */
  Member by();

  /** The lead beside the one that is asked. */
  String otherId();

  /** When, and under which id, it was asked for. */
  Moment moment();

  /** The other lead is the same person: make it part of this one. */
  record MergeLeads(Member by, String otherId, Moment moment) implements PairAction {}

  /** The other lead is somebody else: make it a lead of its own again. */
  record UnmergeLeads(Member by, String otherId, Moment moment) implements PairAction {}

  /** The other lead is somebody else: do not suggest it again. */
  record DismissMerge(Member by, String otherId, Moment moment) implements PairAction {}
}
