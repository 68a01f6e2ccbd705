package dev.leadline.enrichment.domain;

import dev.leadline.events.lead.LeadAnnouncement;
import java.util.List;

/**
 * Who was erased. Whoever was held up with a batch, while another took it in and after it an
 * erasure, takes it in late: nobody is remembered again by that.
 */
@FunctionalInterface
public interface ForgottenLeads {

  /**
   * What a batch says of people who were not erased, in its order, and who is. Nobody else is
   * erased before the transaction ends in which this is called.
   */
  List<LeadAnnouncement> without(List<LeadAnnouncement> batch);
}
