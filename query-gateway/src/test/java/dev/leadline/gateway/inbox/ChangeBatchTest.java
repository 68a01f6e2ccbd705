package dev.leadline.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.gateway.domain.Meters;
import dev.leadline.gateway.handling.ChangeStream;
import dev.leadline.gateway.handling.KeepIndex;
import dev.leadline.servicebase.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeBatchTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ChangeStream stream = new ChangeStream(1, 1);

  /** Its alert would not see the first one. */
  @Test
  void what_cannot_be_read_is_counted_from_zero() {
    var _ = new TimelineChangesInbox(stream, meters);
    var _ =
        new RowChangesInbox(
            new KeepIndex(
                () -> null,
                (rows, from) -> 0,
                batches -> {},
                leadIds -> Set.of(),
                (rows, gone, upTo) -> {},
                stream,
                erased -> {}),
            meters,
            new Spans(Tracer.NOOP));
    for (Meters one : Set.of(Meters.ROW_CHANGES, Meters.TIMELINE_CHANGES))
      assertThat(meters.get(one.meter()).tag(one.tag(), "broken").counter().count())
          .as(one.meter())
          .isZero();
  }
}
