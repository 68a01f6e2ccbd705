package dev.leadline.timeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoPositionsIT {

  private static final String ROWS = "timeline-service.lead-rows";

  private final MongoForTests mongo = new MongoForTests();
  private final MongoPositions one = new MongoPositions(mongo.template);
  private final MongoPositions another = new MongoPositions(mongo.template);

  @AfterEach
  void close() {
    mongo.close();
  }

  @Test
  void a_position_is_read_back_with_its_gaps() {
    one.initializeTokenSegments(ROWS, 2, new GlobalSequenceTrackingToken(-1));
    assertThat(one.fetchSegments(ROWS)).containsExactly(0, 1);
    assertThat(one.fetchToken(ROWS, 1)).isEqualTo(new GlobalSequenceTrackingToken(-1));
    var token = GapAwareTrackingToken.newInstance(12, List.of(3L, 9L));
    one.storeToken(token, ROWS, 1);
    assertThat(one.fetchToken(ROWS, 1)).isEqualTo(token);
  }

  @Test
  void a_projection_without_any_history_has_a_position_too() {
    one.initializeTokenSegments(ROWS, 1, null);
    assertThat(one.fetchToken(ROWS, 0)).isNull();
    one.storeToken(new GlobalSequenceTrackingToken(4), ROWS, 0);
    one.storeToken(null, ROWS, 0);
    assertThat(one.fetchToken(ROWS, 0)).isNull();
  }

  @Test
  void segments_are_made_once() {
    one.initializeTokenSegments(ROWS, 1, null);
    assertThatThrownBy(() -> another.initializeTokenSegments(ROWS, 2, null))
        .isInstanceOf(UnableToClaimTokenException.class);
    assertThat(one.fetchSegments("another projection")).isEmpty();
  }

  @Test
  void a_segment_is_worked_on_by_one_instance_until_it_gives_it_up() {
    one.initializeTokenSegments(ROWS, 1, null);
    one.fetchToken(ROWS, 0);
    assertThatThrownBy(() -> another.fetchToken(ROWS, 0))
        .isInstanceOf(UnableToClaimTokenException.class);
    assertThatThrownBy(() -> another.storeToken(new GlobalSequenceTrackingToken(1), ROWS, 0))
        .isInstanceOf(UnableToClaimTokenException.class);
    one.extendClaim(ROWS, 0);
    one.releaseClaim(ROWS, 0);
    assertThat(another.fetchToken(ROWS, 0)).isNull();
    assertThatThrownBy(() -> one.extendClaim(ROWS, 0))
        .isInstanceOf(UnableToClaimTokenException.class);
  }

  @Test
  void a_position_that_is_gone_is_noticed() {
    one.initializeTokenSegments(ROWS, 1, null);
    one.fetchToken(ROWS, 0);
    one.deleteToken(ROWS, 0);
    assertThatThrownBy(() -> one.storeToken(new GlobalSequenceTrackingToken(1), ROWS, 0))
        .isInstanceOf(UnableToClaimTokenException.class);
    assertThat(one.fetchSegments(ROWS)).isEmpty();
  }
}
