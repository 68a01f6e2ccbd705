package dev.leadline.gateway.domain;

import dev.leadline.events.channel.RecordsFact.CrmSystem;
import java.util.List;

/** Which fields of leads are kept alike with which of a CRM (domain 2.2). */
@FunctionalInterface
public interface FindCrmFields {

  /**
   * A field of ours and the CRM's.
   *
   * @param read whether the CRM's value is taken over
   * @param written whether ours is written there
   */
  record CrmField(String field, CrmSystem system, String external, boolean read, boolean written) {}

  /**
   * All of the tenant of whoever asks; none where it has no CRM.
   *
   * @throws Unavailable when nobody can say
   */
  List<CrmField> find();
}
