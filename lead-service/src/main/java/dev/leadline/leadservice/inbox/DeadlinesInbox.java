package dev.leadline.leadservice.inbox;

import dev.leadline.leadservice.handling.MeetDeadlines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes notice that time passes. While the store is away what is due waits, and is done when it is
 * back; nothing is skipped.
 */
@Component
final class DeadlinesInbox {

  private static final Logger LOG = LoggerFactory.getLogger(DeadlinesInbox.class);

  private final MeetDeadlines deadlines;

  DeadlinesInbox(MeetDeadlines deadlines) {
    this.deadlines = deadlines;
  }

  @Scheduled(fixedDelayString = "${leadline.lead-service.deadlines.every}")
  void timePasses() {
    try {
      deadlines.meet();
    } catch (RuntimeException broken) {
      LOG.warn("What is due waits: {}", broken.getClass().getSimpleName());
    }
  }
}
