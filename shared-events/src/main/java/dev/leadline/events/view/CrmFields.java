package dev.leadline.events.view;

import dev.leadline.events.Value;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.view.LeadDetail.CrmSync;
import dev.leadline.events.view.LeadDetail.CrmSync.State;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a lead in which it is kept how it stands with each CRM, so that whatever arrives in
 * whatever order, and whoever is merged, the newest counts.
 */
public final class CrmFields {

  /** No producer's field is called so: their names have letters, digits and underscores alone. */
  private static final String PREFIX = "crm:";

  static final List<String> ALL =
      Arrays.stream(CrmSystem.values())
          .flatMap(system -> Stream.of(written(system), read(system)))
          .toList();

  private CrmFields() {}

  /** What became of the last write; its values are made by {@link #taken} and {@link #refused}. */
  public static String written(CrmSystem system) {
    return PREFIX + system.name().toLowerCase(Locale.ROOT) + ":written";
  }

  /** When the record was read last. */
  public static String read(CrmSystem system) {
    return PREFIX + system.name().toLowerCase(Locale.ROOT) + ":read";
  }

  /** Whether a field is one of these. */
  public static boolean isOne(String field) {
    return field.startsWith(PREFIX);
  }

  /** The CRM has it. */
  public static Value taken() {
    return new Value.Texts(List.of(State.WRITTEN.name()));
  }

  /** The CRM did not take it. */
  public static Value refused(@Nullable String reason) {
    return new Value.Texts(
        Stream.of(State.FAILED.name(), reason).filter(part -> part != null).toList());
  }

  /** How it stands with each CRM that a lead was written to or read from. */
  public static List<CrmSync> syncs(Map<String, FieldValue> fields) {
    return Arrays.stream(CrmSystem.values())
        .flatMap(system -> Stream.ofNullable(sync(system, fields)))
        .toList();
  }

  private static @Nullable CrmSync sync(CrmSystem system, Map<String, FieldValue> fields) {
    FieldValue written = fields.get(written(system));
    if (written != null && written.value() instanceof Value.Texts(var parts)) {
      boolean failed = parts.contains(State.FAILED.name());
      return new CrmSync(
          system,
          failed ? State.FAILED : State.WRITTEN,
          written.observed().at(),
          failed && parts.size() > 1 ? parts.get(1) : null);
    }
    FieldValue read = fields.get(read(system));
    return read == null ? null : new CrmSync(system, State.READ, read.observed().at(), null);
  }
}
