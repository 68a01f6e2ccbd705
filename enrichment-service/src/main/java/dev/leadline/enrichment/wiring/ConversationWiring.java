package dev.leadline.enrichment.wiring;

import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.enrichment.domain.ForgetLeads;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.WriteWishes;
import dev.leadline.enrichment.domain.summary.FindConversation;
import dev.leadline.enrichment.domain.summary.HasSpoken;
import dev.leadline.enrichment.domain.summary.KeepConversations;
import dev.leadline.enrichment.domain.summary.SumUp;
import dev.leadline.enrichment.handling.AskAround.Asker;
import dev.leadline.enrichment.handling.FollowConversations;
import dev.leadline.enrichment.handling.SumUpConversations;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Assembles what keeps conversations and has them summed up. */
@Configuration(proxyBeanMethods = false)
class ConversationWiring {

  @Bean
  FollowConversations followConversations(
      KeepConversations keep,
      HasSpoken spoken,
      ObjectProvider<ForgetLeads> forget,
      WriteWishes wishes,
      Fingerprint fingerprint,
      Clock clock,
      SummaryTimes times) {
    return new FollowConversations(
        keep,
        spoken,
        forget.orderedStream().toList(),
        wishes,
        fingerprint,
        clock,
        times.pause(),
        times.kept());
  }

  @Bean
  Asker sumUpConversations(FindConversation find, SumUp sumUp) {
    return new Asker(Purpose.SUMMARY, new SumUpConversations(find, sumUp));
  }
}
