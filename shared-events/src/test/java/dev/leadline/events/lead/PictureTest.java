package dev.leadline.events.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.Seeds;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The picture of a lead does not show in which order, or how often, its events arrived. */
class PictureTest {

  @Test
  void any_order_of_interactions_gives_the_same_picture() {
    Seeds.each(
        random -> {
          List<InteractionRecorded> events = Histories.of(random);
          assertThat(fold(shuffled(events, random))).isEqualTo(fold(events));
        });
  }

  @Test
  void interactions_that_arrive_twice_and_are_let_in_once_give_the_same_picture() {
    Seeds.each(
        random -> {
          List<InteractionRecorded> events = Histories.of(random);
          var twice = new ArrayList<>(events);
          twice.addAll(events);
          assertThat(fold(letInOnce(shuffled(twice, random)))).isEqualTo(fold(events));
        });
  }

  @Test
  void joining_two_pictures_is_commutative() {
    Seeds.each(
        random -> {
          List<Picture> parts = threeParts(random);
          assertThat(parts.get(0).and(parts.get(1))).isEqualTo(parts.get(1).and(parts.get(0)));
        });
  }

  @Test
  void joining_three_pictures_is_associative() {
    Seeds.each(
        random -> {
          List<Picture> parts = threeParts(random);
          Picture left = parts.get(0).and(parts.get(1)).and(parts.get(2));
          Picture right = parts.get(0).and(parts.get(1).and(parts.get(2)));
          assertThat(left).isEqualTo(right);
        });
  }

  @Test
  void the_empty_picture_adds_nothing() {
    Seeds.each(
        random -> {
          Picture picture = fold(Histories.of(random));
          assertThat(picture.and(Picture.EMPTY)).isEqualTo(picture);
          assertThat(Picture.EMPTY.and(picture)).isEqualTo(picture);
        });
  }

  @Test
  void joining_a_picture_with_itself_adds_nothing_but_messages() {
    Seeds.each(
        random -> {
          Picture picture = fold(Histories.of(random));
          Picture doubled = picture.and(picture);
          assertThat(doubled)
              .usingRecursiveComparison()
              .ignoringFields("activity.messageCount")
              .isEqualTo(picture);
          assertThat(doubled.activity().messageCount())
              .isEqualTo(2 * picture.activity().messageCount());
        });
  }

  @Test
  void nothing_personal_is_left_in_a_picture_without_it() {
    Seeds.each(
        random -> {
          List<InteractionRecorded> events = Histories.of(random);
          Picture erased = fold(events).withoutPersonal();
          List<InteractionRecorded> bare =
              events.stream().map(it -> (InteractionRecorded) it.withoutPersonal()).toList();
          assertThat(erased).isEqualTo(fold(bare));
        });
  }

  @Test
  void a_picture_is_read_from_json_as_it_was_written() {
    Seeds.each(
        random -> {
          Picture picture = fold(Histories.of(random));
          String json = Json.MAPPER.writeValueAsString(picture);
          assertThat(Json.MAPPER.readValue(json, Picture.class)).isEqualTo(picture);
        });
  }

  private static Picture fold(List<InteractionRecorded> events) {
    return events.stream().map(Picture::of).reduce(Picture.EMPTY, Picture::and);
  }

  private static List<InteractionRecorded> letInOnce(List<InteractionRecorded> events) {
    return List.copyOf(
        events.stream()
            .collect(Collectors.toMap(it -> it.origin().id(), Function.identity(), (a, b) -> a))
            .values());
  }

  private static List<Picture> threeParts(Random random) {
    List<InteractionRecorded> events = Histories.of(random);
    int one = random.nextInt(events.size() + 1);
    int two = one + random.nextInt(events.size() - one + 1);
    return List.of(
        fold(events.subList(0, one)),
        fold(events.subList(one, two)),
        fold(events.subList(two, events.size())));
  }

  private static <T> List<T> shuffled(List<T> events, Random random) {
    var all = new ArrayList<>(events);
    Collections.shuffle(all, random);
    return all;
  }
}
