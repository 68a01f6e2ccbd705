package dev.leadline.timeline.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.events.view.ReadModels;
import dev.leadline.timeline.domain.Histories;
import dev.leadline.timeline.domain.Parked;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.handling.KeepParked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which leads are parked where some of a batch fail. */
class ParkLeadsTest {

  private static final IllegalStateException FAILURE =
      new IllegalStateException("Another instance writes the row");

  private final List<String> parked = new ArrayList<>();
  private boolean isOurs = true;

  private final KeepParked keep =
      new KeepParked() {
        @Override
        public void park(Parked one) {
          parked.add(one.leadId());
        }

        @Override
        public List<Parked> of(String projection) {
          return List.of();
        }

        @Override
        public Optional<Parked> find(String id) {
          return Optional.empty();
        }

        @Override
        public boolean retry(String id) {
          return false;
        }

        @Override
        public Set<String> toRetry(String projection) {
          return Set.of();
        }

        @Override
        public boolean discard(String id, String reason) {
          return false;
        }

        @Override
        public void release(String projection, String leadId) {
          parked.remove(leadId);
        }
      };

  private final ParkLeads park =
      new ParkLeads(
          ReadModels.LEAD_ROWS,
          keep,
          null,
          _ -> false,
          () -> {
            if (!isOurs) throw new FollowPart.ClaimLost();
          });

  private static List<StoredEvent> batch() {
    var batch = new ArrayList<>(Histories.stored("good", List.of(Histories.registered())));
    batch.addAll(Histories.stored("bad", List.of(Histories.registered())));
    return batch;
  }

  private static void project(List<StoredEvent> some) {
    if (some.stream().anyMatch(one -> one.leadId().equals("bad"))) throw FAILURE;
  }

  @Test
  void the_lead_that_fails_alone_is_parked() {
    park.isolate(batch(), FAILURE, ParkLeadsTest::project);
    assertThat(parked).containsExactly("bad");
  }

  /** What fails may fail because the other one writes; and it would not know of a parked lead. */
  @Test
  void who_has_lost_a_part_to_another_instance_parks_nobody() {
    isOurs = false;
    assertThatThrownBy(() -> park.isolate(batch(), FAILURE, ParkLeadsTest::project))
        .isInstanceOf(FollowPart.ClaimLost.class);
    assertThat(parked).isEmpty();
  }
}
