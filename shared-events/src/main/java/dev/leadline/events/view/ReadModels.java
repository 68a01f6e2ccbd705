package dev.leadline.events.view;

import dev.leadline.events.Json;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the read models lie, and how their keys are made: the contract between the service that
 * writes them and the gateway that reads them. Each document holds one record of the published
 * language as its JSON, a text, beside the few fields that are looked up or sorted by.
 */
public final class ReadModels {

  /**
   * One document for each lead: {@code _id} the lead id, {@code tenant}, {@code listed} (false for
   * a lead that is part of another one, and for what an erasure left), {@code erased}, {@code
   * erasedAt} (a date; not before), {@code parted} (true of one that was erased and may have been
   * part of a lead once that is another person by now; else absent), {@code version}, {@code
   * lastActivityAt} (a date), {@code identities} (texts by {@link #identity}), {@code row} (a text
   * by {@link #row}; null unless listed), {@code custom} (a text by {@link #customFields}; null
   * unless listed, and without any), and {@code state}, the JSON of a {@link LeadState} as a text.
   */
  public static final String LEAD_ROWS = "lead_rows";

  /**
   * One document for each entry: {@code _id} by {@link #entryId}, {@code tenant}, {@code channel},
   * {@code kind}, and {@code entry}, the JSON of a {@link TimelineEntry} as a text. A prefix range
   * of the key is the timeline of a lead in its order. A lead that was absorbed keeps its own
   * range, also for what comes by its keys afterwards: the timeline of the whole person is those of
   * its parts together.
   */
  public static final String TIMELINE_ENTRIES = "timeline_entries";

  /**
   * One document for each read model that was ever rebuilt: {@code _id} its name, {@code
   * generation} the one that readers are to read, by {@link #collection}. Read it with each
   * question: it changes while others ask.
   */
  public static final String POINTERS = "read_models";

  /** The generation of a read model that is live when nothing says otherwise. */
  public static final int FIRST_GENERATION = 1;

  /**
   * One document for each lead: {@code _id} the lead id, {@code tenant}, {@code reached} (by stage,
   * when its own events first qualified for it, by {@link #sortable}), {@code into} (the lead that
   * it is part of now), {@code blocked}, and {@code special} (1 when one of the two is set). What
   * is left of an erased lead stays.
   */
  public static final String FUNNEL_DAILY = "funnel_daily";

  /**
   * What happened with a lead in a quarter of an hour on one channel and with one agent: {@code
   * _id} begins with the lead id, {@code tenant}, {@code lead}, {@code at} (the quarter, by {@link
   * #sortable}), {@code channel}, {@code agent}, and {@link Sums}. Days of any zone are made of
   * whole quarters. A lead that was absorbed keeps its own documents.
   */
  public static final String CHANNEL_DAILY = "channel_daily";

  /**
   * One document for each chat and call: {@code _id} begins with the lead id, {@code tenant},
   * {@code lead}, {@code channel}, {@code agents}, and {@link Sums}.
   */
  public static final String CONVERSATIONS = "conversations";

  private static final String NUMBERED = "_g";

  /** Fixed width, so that keys sort as instants do. */
  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  /** As many of a stream's id as tell it apart, beside the instant and the sequence. */
  private static final int STREAM_CHARACTERS = 12;

  private ReadModels() {}

  /** The names under which a read model lies: most are one collection, some are several. */
  public static List<String> collections(String readModel) {
    return readModel.equals(CHANNEL_DAILY)
        ? List.of(CHANNEL_DAILY, CONVERSATIONS)
        : List.of(readModel);
  }

  /** Where a generation of a read model lies. */
  public static String collection(String readModel, int generation) {
    return generation == FIRST_GENERATION ? readModel : readModel + NUMBERED + generation;
  }

  /** Which generation of a read model lies under a name; null if none does. */
  public static @Nullable Integer generationOf(String readModel, String collection) {
    if (collection.equals(readModel)) return FIRST_GENERATION;
    if (!collection.startsWith(readModel + NUMBERED)) return null;
    String number = collection.substring((readModel + NUMBERED).length());
    return number.matches("\\d{1,9}") ? Integer.valueOf(number) : null;
  }

  /** The generation that a pointer names; the first one where there is none. */
  public static int generation(@Nullable Object named) {
    return named instanceof Number number ? number.intValue() : FIRST_GENERATION;
  }

  /** Whether a timeline entry of a lead was told by the stream of another one. */
  public static boolean isOfAnotherStream(String entryId) {
    int place = entryId.lastIndexOf('|');
    return place >= 0 && entryId.indexOf('.', place) != entryId.lastIndexOf('.');
  }

  /** The row of a lead as JSON, without what depends on when it is read: nothing is overdue. */
  public static String row(LeadState lead) {
    return Json.MAPPER.writeValueAsString(LeadRow.of(lead, Instant.MIN));
  }

  /** The custom fields of a lead by name, as a person reads them, in JSON; null without any. */
  public static @Nullable String customFields(LeadState lead) {
    var shown = new TreeMap<String, String>();
    lead.picture()
        .known()
        .fields()
        .forEach(
            (name, value) -> {
              if (LeadDetail.isCustom(name)) shown.put(name, value.value().shown());
            });
    return shown.isEmpty() ? null : Json.MAPPER.writeValueAsString(shown);
  }

  /**
   * The key of a timeline entry.
   *
   * @param sequence the position of the stored event in the lead's stream
   * @param part tells entries of one event apart, from 0
   */
  public static String entryId(String leadId, Instant at, long sequence, int part) {
    return "%s|%s|%010d.%d".formatted(leadId, SORTABLE.format(at), sequence, part);
  }

  /** The key of an entry that another lead's stream tells about this one, which it has absorbed. */
  public static String entryId(
      String leadId, Instant at, long sequence, int part, String streamId) {
    String own = entryId(leadId, at, sequence, part);
    return leadId.equals(streamId)
        ? own
        : own + "." + streamId.substring(Math.max(0, streamId.length() - STREAM_CHARACTERS));
  }

  /** The end of an entry's key: it orders the entries of several leads by time. */
  public static String placeInTime(String entryId) {
    return entryId.substring(entryId.indexOf('|') + 1);
  }

  /** The lead in whose timeline an entry stands. */
  public static String leadOf(String entryId) {
    return entryId.substring(0, entryId.indexOf('|'));
  }

  /** An identity as rows are looked up by it. */
  public static String identity(IdentityKey key) {
    return key.kind().name() + ":" + key.value();
  }

  /** An instant as text of a fixed width, which sorts as instants do. */
  public static String sortable(Instant at) {
    return SORTABLE.format(at);
  }

  /** The smallest key of a lead's timeline, and of its documents of sums. */
  public static String firstEntryId(String leadId) {
    return leadId + "|";
  }

  /** Greater than any key of a lead's timeline, and smaller than those of any other lead. */
  public static String afterLastEntryId(String leadId) {
    return leadId + "}";
  }
}
