package dev.leadline.enrichment.domain.crm;

import dev.leadline.events.Value;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one CRM and the leads of a tenant are kept alike.
 *
 * @param objectType what the CRM calls the records, for example {@code Lead}
 * @param create whether a lead without a record gets one
 * @param conversationField where the conversation goes; null if nowhere
 * @param lookBack how far the first pull reaches back; null if nothing is pulled
 */
public record CrmPlan(
    String tenant,
    CrmSystem system,
    String objectType,
    List<Mapping> mappings,
    boolean create,
    @Nullable String conversationField,
    @Nullable Duration lookBack) {

  public CrmPlan {
    mappings = List.copyOf(mappings);
  }

  /**
   * A field of ours and the CRM's.
   *
   * @param pull whether the CRM's value is taken over
   */
  public record Mapping(String field, String external, Write write, boolean pull, Type type) {}

  /** Whether a value of ours takes the place of the CRM's. */
  public enum Write {
    OVERWRITE,
    IF_EMPTY,
    NEVER
  }

  /** What the field holds with us. */
  public enum Type {
    TEXT,
    WHOLE,
    FLAG;

    /** The CRM's value as ours; null if it is none. */
    public @Nullable Value read(@Nullable String text) {
      if (text == null || text.isBlank()) return null;
      String plain = text.strip();
      return switch (this) {
        case TEXT -> Value.text(plain);
        case WHOLE ->
            plain.matches("-?\\d{1,17}(\\.0+)?")
                ? new Value.Whole(Long.parseLong(plain.replaceFirst("\\..*", "")))
                : null;
        case FLAG ->
            plain.matches("(?i)true|false") ? new Value.Flag(Boolean.parseBoolean(plain)) : null;
      };
    }
  }
}
