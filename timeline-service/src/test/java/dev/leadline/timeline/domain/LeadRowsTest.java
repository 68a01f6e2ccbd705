package dev.leadline.timeline.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadRowsTest {

  private static final List<StoredEvent> HISTORY =
      Histories.stored(
          "lead",
          List.of(
              Histories.registered(),
              Histories.pageView("1", Histories.START),
              Histories.chatMessage("2", Histories.START, "Hello"),
              Histories.chatMessage("3", Histories.START, "Is anybody there?")));

  @Test
  void a_row_counts_the_events_that_it_holds() {
    var row = fold(LeadState.unknown("lead"), HISTORY);
    assertThat(row.version()).isEqualTo(4);
    assertThat(row.tenant()).isEqualTo(Histories.TENANT);
    assertThat(row.picture().activity().messageCount()).isEqualTo(2);
  }

  @Test
  void an_event_that_comes_again_changes_nothing() {
    var row = fold(LeadState.unknown("lead"), HISTORY);
    assertThat(fold(row, HISTORY)).isSameAs(row);
    assertThat(fold(row, HISTORY.subList(2, 4))).isSameAs(row);
  }

  @Test
  void a_row_that_lacks_history_is_not_folded_on() {
    LeadEvent event = Histories.pageView("9", Histories.START);
    var late = new StoredEvent(Histories.TENANT, "lead", 7, "id", event);
    assertThatThrownBy(() -> LeadRows.evolve(LeadState.unknown("lead"), late))
        .isInstanceOf(HistoryGap.class)
        .hasMessageContaining("lead lead expects event 0 and got 7");
  }

  private static LeadState fold(LeadState row, List<StoredEvent> events) {
    LeadState folded = row;
    for (StoredEvent event : events) folded = LeadRows.evolve(folded, event);
    return folded;
  }
}
