package dev.leadline.gateway.store;

import com.mongodb.MongoException;
import dev.leadline.gateway.domain.Unavailable;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Asks MongoDB, and says it in our own words when there is no answer. */
@Component
final class MongoQuestions {

  private final MongoOperations mongo;
  private final ReadModelIndexes indexes;

  MongoQuestions(MongoOperations mongo, ReadModelIndexes indexes) {
    this.mongo = mongo;
    this.indexes = indexes;
  }

  <T> T ask(String what, Function<MongoOperations, T> question) {
    try {
      indexes.ensure(mongo);
      return question.apply(mongo);
    } catch (DataAccessException | MongoException down) {
      throw Unavailable.of(what, down);
    }
  }
}
