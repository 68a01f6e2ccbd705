package dev.leadline.leadservice.http;

import dev.leadline.leadservice.domain.CustomField;
import dev.leadline.leadservice.domain.FieldType;
import dev.leadline.leadservice.domain.FieldTypes;
import dev.leadline.leadservice.domain.KeepField;
import dev.leadline.leadservice.domain.ListFields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The data model of a tenant (domain 2.2): the fields that there are, and adding some. */
@RestController
final class FieldsController {

  /** All of them are read with each batch of events. */
  private static final int MOST_FIELDS = 1000;

  private final ListFields fields;
  private final KeepField keep;

  FieldsController(ListFields fields, KeepField keep) {
    this.fields = fields;
    this.keep = keep;
  }

  /** A field as its readers see it. */
  record Field(String name, String label, FieldType type, boolean builtIn) {
    private static Field of(CustomField field) {
      return new Field(field.name(), field.label(), field.type(), false);
    }
  }

  @GetMapping("/v1/fields")
  Map<String, List<Field>> list(@RequestHeader HttpHeaders headers) {
    Stream<Field> builtIn =
        new TreeMap<>(FieldTypes.BUILT_IN)
            .entrySet().stream()
                .map(
                    field ->
                        new Field(field.getKey(), labelOf(field.getKey()), field.getValue(), true));
    Stream<Field> custom = fields.list(Caller.of(headers).tenant()).stream().map(Field::of);
    return Map.of("items", Stream.concat(builtIn, custom).toList());
  }

  @PostMapping("/v1/fields")
  ResponseEntity<?> add(
      @RequestHeader HttpHeaders headers, @RequestBody(required = false) byte @Nullable [] given) {
    CommandBody body = CommandBody.read(given == null ? new byte[0] : given);
    if (body == null)
      return Problems.answer(Problems.of(ProblemType.NOT_JSON, "The body is not a JSON object."));
    CustomField field = body.field();
    if (!body.mistakes().isEmpty())
      return Problems.answer(Problems.of(ProblemType.INVALID_FIELD, body.mistakes()));
    if (FieldTypes.BUILT_IN.containsKey(field.name()))
      return Problems.answer(
          conflict(ProblemType.FIELD_BUILT_IN, "A field of this name is there for everybody."));
    return switch (keep.keep(Caller.of(headers).tenant(), field, MOST_FIELDS)) {
      case ADDED -> ResponseEntity.status(HttpStatus.CREATED).body(Field.of(field));
      case THERE_ALREADY -> ResponseEntity.ok(Field.of(field));
      case OF_ANOTHER_TYPE ->
          Problems.answer(
              conflict(
                  ProblemType.FIELD_TYPE_PERMANENT,
                  "The field has another type, which it keeps for ever."));
      case TOO_MANY ->
          Problems.answer(
              conflict(
                  ProblemType.TOO_MANY_FIELDS,
                  "There are %d fields already.".formatted(MOST_FIELDS)));
    };
  }

  private static ProblemDetail conflict(ProblemType type, String detail) {
    return Problems.of(type, detail);
  }

  /** {@code first_name} as a person reads it. */
  private static String labelOf(String name) {
    String words = name.replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
