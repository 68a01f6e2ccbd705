package dev.leadline.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A write command taken apart, so that an ordered one stops at its first error and the answer
 * counts what was done; the library goes on, and counts an insert that failed.
 */
record BulkWrite(Document command, String listName, List<?> statements, boolean ordered) {

  static BulkWrite of(String name, Document command) {
    String listName = name.equals("insert") ? "documents" : name + "s";
    List<?> statements = command.get(listName) instanceof List<?> list ? list : List.of();
    boolean ordered = !Boolean.FALSE.equals(command.get("ordered"));
    return new BulkWrite(command, listName, statements, ordered);
  }

  Document run(UnaryOperator<Document> execute) {
    int done = 0;
    int modified = 0;
    var upserted = new ArrayList<Document>();
    var errors = new ArrayList<Document>();
    for (int i = 0; i < statements.size() && (errors.isEmpty() || !ordered); i++) {
      Document answer = runOne(statements.get(i), execute);
      List<Document> failed = documents(answer, "writeErrors");
      for (Document error : failed) errors.add(at(i, error));
      for (Document insertion : documents(answer, "upserted")) upserted.add(at(i, insertion));
      if (failed.isEmpty()) done += number(answer, "n");
      modified += number(answer, "nModified");
    }
    var answer = new Document("n", done);
    if (listName.equals("updates")) answer.put("nModified", modified);
    if (!upserted.isEmpty()) answer.put("upserted", upserted);
    if (!errors.isEmpty()) answer.put("writeErrors", errors);
    return answer.append("ok", 1.0);
  }

  private Document runOne(Object statement, UnaryOperator<Document> execute) {
    Document single = command.clone();
    single.put(listName, List.of(statement));
    try {
      return execute.apply(single);
    } catch (MongoServerError e) {
      var error = new Document("errmsg", e.getMessageWithoutErrorCode());
      error.put("code", e.getCode());
      return new Document("writeErrors", List.of(error));
    }
  }

  private static Document at(int index, Document document) {
    Document copy = document.clone();
    copy.put("index", index);
    return copy;
  }

  private static int number(Document answer, String field) {
    return answer.get(field) instanceof Number number ? number.intValue() : 0;
  }

  private static List<Document> documents(Document answer, String field) {
    return answer.get(field) instanceof Iterable<?> list ? documents(list) : List.of();
  }

  private static List<Document> documents(Iterable<?> list) {
    var documents = new ArrayList<Document>();
    for (Object element : list) documents.add((Document) element);
    return documents;
  }
}
