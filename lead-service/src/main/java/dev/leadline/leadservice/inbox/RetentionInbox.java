package dev.leadline.leadservice.inbox;

import dev.leadline.leadservice.handling.RetireLeads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has leads judged as time passes; while the store is away nobody is, and nobody is left out. */
@Component
final class RetentionInbox {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionInbox.class);

  private final RetireLeads retire;

  RetentionInbox(RetireLeads retire) {
    this.retire = retire;
  }

  @Scheduled(fixedDelayString = "${leadline.lead-service.retention.look-every}")
  void timePasses() {
    try {
      boolean more = true;
      while (more) more = retire.judgeSome();
    } catch (RuntimeException broken) {
      LOG.warn("Leads wait to be judged: {}", broken.getClass().getSimpleName());
    }
  }
}
