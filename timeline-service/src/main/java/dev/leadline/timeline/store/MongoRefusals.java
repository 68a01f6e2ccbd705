package dev.leadline.timeline.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteError;
import dev.leadline.timeline.domain.RecogniseRefusal;
import java.util.List;
import java.util.Set;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonSerializationException;
import org.springframework.stereotype.Component;

/**
 * What MongoDB says of a document itself. The codes are named one by one: whatever is not among
 * them - not primary, interrupted, a write concern that is not met - may be another tomorrow.
 */
@Component
final class MongoRefusals implements RecogniseRefusal {

  /** Codes for a document that is too large, of itself or after its change. */
  private static final Set<Integer> TOO_LARGE = Set.of(10334, 17419, 17420);

  private static final Set<Integer> OF_THE_DOCUMENT =
      Set.of(
          2, // BadValue
          9, // FailedToParse
          14, // TypeMismatch
          15, // Overflow: nested too deep
          16, // InvalidLength
          22, // InvalidBSON
          28, // PathNotViable
          40, // ConflictingUpdateOperators
          52, // DollarPrefixedFieldName
          53, // InvalidIdField
          54, // NotSingleValueField
          55, // InvalidDBRef
          56, // EmptyFieldName
          57, // DottedFieldName
          66, // ImmutableField
          121, // DocumentValidationFailure
          171, // CannotIndexParallelArrays
          17280); // KeyTooLong

  @Override
  public boolean isRefusal(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) if (says(one)) return true;
    return false;
  }

  /** Commands that write one document apart, a code tells of the command and not of a document. */
  private static boolean says(Throwable one) {
    return switch (one) {
      case MongoBulkWriteException bulk ->
          bulk.getWriteConcernError() == null && isOfDocuments(bulk.getWriteErrors());
      case MongoWriteException write -> isOfDocument(write.getError());
      case MongoCommandException command -> TOO_LARGE.contains(command.getErrorCode());
      // The driver does not even send it: too large, or with a NUL in a name.
      case BsonSerializationException _ -> true;
      case BsonInvalidOperationException _ -> true;
      default -> false;
    };
  }

  /** Somebody else's insert of the same key may be among them, and is neither here nor there. */
  private static boolean isOfDocuments(List<? extends WriteError> errors) {
    return errors.stream().anyMatch(MongoRefusals::isOfDocument)
        && errors.stream()
            .allMatch(
                error -> isOfDocument(error) || error.getCategory() == ErrorCategory.DUPLICATE_KEY);
  }

  private static boolean isOfDocument(WriteError error) {
    return OF_THE_DOCUMENT.contains(error.getCode()) || TOO_LARGE.contains(error.getCode());
  }
}
