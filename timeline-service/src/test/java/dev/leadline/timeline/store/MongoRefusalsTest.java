package dev.leadline.timeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.BsonSerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoExceptionTranslator;

/** With exceptions as the driver makes them, as they are and as Spring translates them. */
class MongoRefusalsTest {

  private static final ServerAddress SERVER = new ServerAddress();
  private static final int DUPLICATE_KEY = 11000;

  private static MongoBulkWriteException bulk(@Nullable WriteConcernError concern, int... codes) {
    var errors = new ArrayList<BulkWriteError>();
    for (int code : codes)
      errors.add(new BulkWriteError(code, "refused", new BsonDocument(), errors.size()));
    return new MongoBulkWriteException(
        BulkWriteResult.unacknowledged(), errors, concern, SERVER, Set.of());
  }

  private static MongoWriteException write(int code) {
    return new MongoWriteException(
        new WriteError(code, "refused", new BsonDocument()), SERVER, Set.of());
  }

  private static MongoCommandException command(int code) {
    return new MongoCommandException(
        BsonDocument.parse("{ok: 0, code: %d, errmsg: 'refused'}".formatted(code)), SERVER);
  }

  private static boolean isRefusal(RuntimeException failure) {
    boolean plain = new MongoRefusals().isRefusal(failure);
    RuntimeException translated =
        new MongoExceptionTranslator().translateExceptionIfPossible(failure);
    if (translated != null)
      assertThat(new MongoRefusals().isRefusal(translated)).as("translated").isEqualTo(plain);
    assertThat(new MongoRefusals().isRefusal(new IllegalStateException(failure))).isEqualTo(plain);
    return plain;
  }

  @Test
  void what_a_server_says_of_a_document_is_a_refusal() {
    for (int code : new int[] {2, 9, 14, 28, 52, 56, 10334, 17280, 17419}) {
      assertThat(isRefusal(bulk(null, code))).as("code %d", code).isTrue();
      assertThat(isRefusal(bulk(null, code, DUPLICATE_KEY))).as("code %d", code).isTrue();
      assertThat(isRefusal(write(code))).as("code %d", code).isTrue();
    }
    assertThat(isRefusal(command(10334))).isTrue();
  }

  @Test
  void what_the_driver_does_not_even_send_is_a_refusal() {
    assertThat(isRefusal(new BsonMaximumSizeExceededException("too large"))).isTrue();
    assertThat(isRefusal(new BsonSerializationException("a NUL in a name"))).isTrue();
  }

  @Test
  void a_server_that_is_away_or_busy_refuses_nothing() {
    int notPrimary = 10107;
    int interrupted = 11600;
    int deadlineExceeded = 50;
    for (RuntimeException outage :
        List.of(
            bulk(null, notPrimary),
            bulk(null, 56, interrupted),
            bulk(null, DUPLICATE_KEY),
            bulk(new WriteConcernError(64, "WriteConcernTimeout", "waits", new BsonDocument()), 56),
            write(deadlineExceeded),
            command(9),
            new MongoNotPrimaryException(BsonDocument.parse("{ok: 0, code: 10107}"), SERVER),
            new MongoSocketReadTimeoutException("slow", SERVER, new RuntimeException()),
            new MongoTimeoutException("nobody there"),
            new IllegalStateException("a mistake of ours")))
      assertThat(isRefusal(outage)).as(outage.toString()).isFalse();
  }
}
