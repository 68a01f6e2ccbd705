package dev.leadline.events.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.Seeds;
import dev.leadline.events.channel.Actor;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Keys of timeline entries sort as the timeline does. */
class ReadModelsTest {

  @Test
  void keys_of_one_lead_sort_by_time_then_by_position_then_by_part() {
    Seeds.each(
        random -> {
          var one = new Place(random);
          var other = new Place(random);
          assertThat(Integer.signum(one.key("l-1").compareTo(other.key("l-1"))))
              .isEqualTo(Integer.signum(one.compareTo(other)));
        });
  }

  @Test
  void all_keys_of_a_lead_and_no_others_lie_between_its_bounds() {
    Seeds.each(
        random -> {
          String key = new Place(random).key("l-1");
          assertThat(key).isGreaterThan(ReadModels.firstEntryId("l-1"));
          assertThat(key).isLessThan(ReadModels.afterLastEntryId("l-1"));
          for (String stranger : new String[] {"l-", "l-10", "l-1a", "l-2", "k"}) {
            String strange = new Place(random).key(stranger);
            assertThat(
                    strange.compareTo(ReadModels.firstEntryId("l-1")) > 0
                        && strange.compareTo(ReadModels.afterLastEntryId("l-1")) < 0)
                .as(strange)
                .isFalse();
          }
        });
  }

  @Test
  void the_key_of_an_entry_is_made_of_its_lead_its_time_its_position_and_its_part() {
    assertThat(ReadModels.entryId("l-1", Instant.parse("2026-11-22T09:00:00.25Z"), 42, 1))
        .isEqualTo("l-1|2026-11-22T09:00:00.250000000Z|0000000042.1");
  }

  @Test
  void an_entry_that_another_stream_tells_has_a_key_of_its_own_at_the_same_place() {
    Instant at = Instant.parse("2026-11-22T09:00:00Z");
    String own = ReadModels.entryId("l-1", at, 4, 0, "l-1");
    String told = ReadModels.entryId("l-1", at, 4, 0, "survivor-0123456789ab");
    assertThat(own).isEqualTo(ReadModels.entryId("l-1", at, 4, 0));
    assertThat(told).isEqualTo(own + ".0123456789ab");
    assertThat(ReadModels.placeInTime(own))
        .isEqualTo("2026-11-22T09:00:00.000000000Z|0000000004.0");
  }

  @Test
  void an_entry_that_was_stored_before_it_had_the_id_of_a_call_is_read_without_one() {
    var entry =
        new TimelineEntry(
            "l-1|2026-11-22T09:00:00.250000000Z|0000000042.0",
            Instant.parse("2026-11-22T09:00:00.25Z"),
            TimelineEntry.Kind.CALL,
            "leadline.voice.call-missed.v1",
            Channel.VOICE,
            new TimelineEntry.Who(Actor.Kind.LEAD, null),
            null,
            "Missed call",
            false,
            false,
            false,
            null,
            null);
    String stored = Json.MAPPER.writeValueAsString(entry).replace(",\"callId\":null", "");
    assertThat(stored).doesNotContain("callId");
    assertThat(Json.MAPPER.readValue(stored, TimelineEntry.class)).isEqualTo(entry);
  }

  private record Place(Instant at, long sequence, int part) implements Comparable<Place> {

    Place(Random random) {
      this(
          Instant.parse("2026-11-22T09:00:00Z")
              .plusSeconds(random.nextInt(3) * (long) random.nextInt(40_000_000))
              .plusNanos(random.nextInt(3) * (long) random.nextInt(400_000_000)),
          random.nextInt(3) * (long) random.nextInt(1_000_000),
          random.nextInt(10));
    }

    String key(String leadId) {
      return ReadModels.entryId(leadId, at, sequence, part);
    }

    @Override
    public int compareTo(Place other) {
      int byTime = at.compareTo(other.at);
      if (byTime != 0) return byTime;
      int byPosition = Long.compare(sequence, other.sequence);
      return byPosition != 0 ? byPosition : Integer.compare(part, other.part);
    }
  }

  @Test
  void a_generation_is_known_by_where_it_lies() {
    for (int generation : new int[] {1, 2, 17})
      assertThat(
              ReadModels.generationOf(
                  ReadModels.LEAD_ROWS, ReadModels.collection(ReadModels.LEAD_ROWS, generation)))
          .isEqualTo(generation);
    for (String other : new String[] {"lead_rows_g", "lead_rows_gx", "lead_rows2", "rows_g2"})
      assertThat(ReadModels.generationOf(ReadModels.LEAD_ROWS, other)).as(other).isNull();
  }
}
