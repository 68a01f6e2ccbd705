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

  MongoQuestions(MongoOperations mongo) {
    this.mongo = mongo;
  }

  <T> T ask(String what, Function<MongoOperations, T> question) {
    try {
      return question.apply(mongo);
    } catch (DataAccessException | MongoException down) {
      throw Unavailable.of(what, down);
    }
  }
}
