package dev.leadline.leadservice.outbox;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.ControlState;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.handling.LeadsOnce;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.stereotype.Component;

/**
 * The records of {@code leadline.control-state} that a batch of events calls for: one for each lead
 * whose events may have changed it, as the lead is now. So a record that is announced again, or
 * late, is never older than what it replaces: unless another process has had its turn since the
 * lead was read, which shows when ours cannot be ended. Such leads are announced once more.
 */
@Component
final class ControlStates {

  /** By tenant, the leads that were announced in a turn that has not ended well yet. */
  private final Map<String, Set<String>> inDoubt = new HashMap<>();

  /**
   * Of a batch, and of whatever is in doubt.
   *
   * @param leads read since the turn began
   */
  List<ProducerRecord<byte[], byte[]>> after(List<StoredEvent> batch, LeadsOnce leads) {
    for (StoredEvent stored : batch)
      if (mayChange(stored.event()))
        inDoubt.computeIfAbsent(stored.tenant(), _ -> new HashSet<>()).add(stored.leadId());
    return inDoubt.entrySet().stream()
        .flatMap(ofTenant -> leads.find(ofTenant.getKey(), ofTenant.getValue()).values().stream())
        .map(ControlStates::now)
        .toList();
  }

  /** Whether there is something to announce, also without new events. */
  boolean isInDoubt() {
    return !inDoubt.isEmpty();
  }

  /** The turn has ended well: until then nobody else had one. */
  void settle() {
    inDoubt.clear();
  }

  private static ProducerRecord<byte[], byte[]> now(LeadState lead) {
    return new ProducerRecord<>(
        Topics.CONTROL_STATE,
        lead.leadId().getBytes(StandardCharsets.UTF_8),
        lead.erasedAt() == null ? Json.MAPPER.writeValueAsBytes(ControlState.of(lead)) : null);
  }

  private static boolean mayChange(LeadEvent event) {
    return switch (event) {
      case LeadEvent.ControlTaken _,
          LeadEvent.ControlReturned _,
          LeadEvent.LeadBlocked _,
          LeadEvent.LeadUnblocked _,
          LeadEvent.LeadAbsorbed _,
          LeadEvent.LeadMergedInto _,
          LeadEvent.LeadUnmerged _,
          LeadEvent.LeadRestored _,
          LeadEvent.IdentityConfirmed _,
          LeadEvent.LeadErased _ ->
          true;
      case LeadEvent.LeadRegistered _,
          LeadEvent.InteractionRecorded _,
          LeadEvent.MemberMessageSent _,
          LeadEvent.TakeoverWentStale _,
          LeadEvent.StageSet _,
          LeadEvent.FieldEdited _,
          LeadEvent.MergeSuggested _,
          LeadEvent.MergeDismissed _ ->
          false;
    };
  }
}
