package dev.leadline.gateway.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.gateway.domain.IndexedUpTo;
import dev.leadline.gateway.domain.NewestChanges;
import dev.leadline.gateway.domain.Positions;
import dev.leadline.gateway.domain.ServiceStatus;
import dev.leadline.gateway.domain.ServiceStatus.Ingest;
import dev.leadline.gateway.domain.ServiceStatus.LeadIndex;
import dev.leadline.gateway.domain.ServiceStatus.State;
import dev.leadline.gateway.domain.ServiceStatus.Store;
import dev.leadline.gateway.domain.Unavailable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportStatusTest {

  private static final Positions READ = new Positions(Map.of(0, 3L, 1, 2L));

  private static ServiceStatus report(IndexedUpTo indexed, NewestChanges changes) {
    return new ReportStatus(
            () -> new Ingest(1, 1, 0, 0, 0),
            List::of,
            () -> new Store(1, 1, 0, 0, 1, 1),
            call -> {
              throw Unavailable.of("What tells the team", null);
            },
            () -> {},
            indexed,
            changes)
        .report();
  }

  @Test
  void the_list_is_behind_by_the_changes_that_its_index_has_not_taken_in() {
    assertThat(report(() -> READ, partitions -> new Positions(Map.of(0, 5L, 1, 2L))).leadIndex())
        .isEqualTo(new LeadIndex(5, 7, 2));
    assertThat(report(() -> READ, partitions -> READ).leadIndex())
        .isEqualTo(new LeadIndex(5, 5, 0));
  }

  @Test
  void changes_that_came_between_two_looks_are_not_behind_zero() {
    assertThat(report(() -> READ, partitions -> new Positions(Map.of(0, 1L))).leadIndex())
        .isEqualTo(new LeadIndex(5, 5, 0));
  }

  @Test
  void what_is_not_known_is_left_out_and_the_rest_is_told() {
    ServiceStatus built = report(() -> null, partitions -> READ);
    ServiceStatus away =
        report(
            () -> READ,
            partitions -> {
              throw Unavailable.of("Kafka", null);
            });
    for (ServiceStatus status : List.of(built, away)) {
      assertThat(status.leadIndex()).isNull();
      assertThat(status.ingest()).isEqualTo(new Ingest(1, 1, 0, 0, 0));
      assertThat(status.services())
          .filteredOn(service -> service.state() == State.DOWN)
          .extracting(ServiceStatus.Service::name)
          .containsExactly("notification-service");
    }
  }
}
