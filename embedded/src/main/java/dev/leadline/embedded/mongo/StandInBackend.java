package dev.leadline.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import java.util.concurrent.atomic.LongAdder;

/** The databases of one stand-in. */
final class StandInBackend extends AbstractMongoBackend {

  private final LongAdder examined = new LongAdder();

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new StandInDatabase(name, getCursorRegistry(), examined);
  }

  long documentsExamined() {
    return examined.sum();
  }
}
