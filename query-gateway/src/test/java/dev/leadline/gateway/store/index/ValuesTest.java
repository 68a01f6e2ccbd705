package dev.leadline.gateway.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  private static final String FIELD = "by-agent";

  /** Frequent and rare ones, several and none, and many different sets. */
  private static List<List<String>> documents(int number) {
    var random = new Random(1);
    var all = new ArrayList<List<String>>();
    for (int i = 0; i < number; i++) {
      var values = new ArrayList<String>();
      if (i % 7 > 0) values.add("often-" + i % 3);
      if (i % 1009 == 0) values.add("rarely-" + random.nextInt(5));
      for (int more = random.nextInt(3); more > 0; more--) values.add("any-" + random.nextInt(400));
      all.add(values.stream().distinct().toList());
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 3_000, 90_000})
  void each_value_is_counted_on_any_share_of_the_documents(int number) throws IOException {
    List<List<String>> documents = documents(number);
    SegmentsOfDocuments.with(
        documents.stream().map(ValuesTest::document).toList(),
        segment -> {
          var values = new Values(segment, FIELD);
          var random = new Random(2);
          for (double share : new double[] {0, 0.0005, 0.003, 0.03, 0.3, 1}) {
            var some = new FixedBitSet(number);
            for (int i = 0; i < number; i++) if (random.nextDouble() < share) some.set(i);
            int[] counts = values.count(new Counted(some, number));
            for (int value = 0; value < values.size(); value++) {
              String name = values.name(value);
              assertThat(counts[value])
                  .as("%s of %s", name, share)
                  .isEqualTo(
                      (int)
                          IntStream.range(0, number)
                              .filter(some::get)
                              .filter(i -> documents.get(i).contains(name))
                              .count());
            }
          }
        });
  }

  @Test
  void whoever_has_any_of_some_values_is_chosen() throws IOException {
    List<List<String>> documents = documents(3_000);
    SegmentsOfDocuments.with(
        documents.stream().map(ValuesTest::document).toList(),
        segment -> {
          var values = new Values(segment, FIELD);
          for (List<String> wanted :
              List.of(
                  List.of("often-1"),
                  List.of("rarely-0", "any-7", "nobody"),
                  List.of("often-0", "often-2", "rarely-3"),
                  List.of("nobody"))) {
            FixedBitSet chosen = values.anyOf(wanted);
            for (int i = 0; i < documents.size(); i++)
              assertThat(chosen.get(i))
                  .as("%s of %s", wanted, documents.get(i))
                  .isEqualTo(documents.get(i).stream().anyMatch(wanted::contains));
          }
        });
  }

  private static Document document(List<String> values) {
    var document = new Document();
    for (String value : values)
      document.add(new SortedSetDocValuesField(FIELD, new BytesRef(value)));
    return document;
  }
}
