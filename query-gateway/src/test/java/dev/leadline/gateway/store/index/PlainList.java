package dev.leadline.gateway.store.index;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import dev.leadline.events.view.LeadRow;
import dev.leadline.events.view.ReadModels;
import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.Filters;
import dev.leadline.gateway.domain.Folding;
import dev.leadline.gateway.domain.IndexedRow;
import dev.leadline.gateway.domain.Search;
import dev.leadline.gateway.domain.SortOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the list of leads means, said as plainly as can be: one look at every lead. */
final class PlainList {

  private static final int NOT_FOUND = -1;

  /** A lead and its texts, made once. */
  private record Plain(IndexedRow.Listed lead, List<Text> texts, String digits) {
    static Plain of(IndexedRow.Listed lead) {
      LeadRow row = lead.row();
      String digits = row.phone() == null ? "" : row.phone().replaceAll("[^0-9]", "");
      return new Plain(
          lead,
          Stream.concat(
                  Stream.of(row.name(), row.email(), row.company(), digits),
                  row.alsoFoundBy().stream())
              .filter(text -> text != null)
              .map(text -> Text.of(Folding.fold(text)))
              .toList(),
          digits);
    }
  }

  private record Text(String text, List<String> words) {
    static Text of(String text) {
      return new Text(text, List.of(text.split("[\\p{ASCII}&&[^a-z0-9]]+")));
    }
  }

  private final List<Plain> leads;

  PlainList(List<IndexedRow.Listed> leads) {
    this.leads = leads.stream().map(Plain::of).toList();
  }

  /** What is found: the ids in their order, and the facets. */
  record Found(List<String> ids, Map<Dimension, Map<String, Long>> facets) {}

  Found find(String tenant, Filters filters, SortOrder order) {
    var ranks = new HashMap<String, Integer>();
    var found = new ArrayList<IndexedRow.Listed>();
    var facets = new EnumMap<Dimension, Map<String, Long>>(Dimension.class);
    for (Dimension dimension : Dimension.values()) facets.put(dimension, new TreeMap<>());
    for (Plain plain : leads) {
      IndexedRow.Listed lead = plain.lead();
      if (!lead.tenant().equals(tenant) || !passes(lead, filters)) continue;
      int rank = filters.search() == null ? 0 : rank(plain, filters.search());
      if (rank == NOT_FOUND) continue;
      ranks.put(lead.leadId(), rank);
      List<Dimension> missed =
          filters.chosen().keySet().stream()
              .filter(
                  it -> it.of(lead.row()).stream().noneMatch(filters.chosen().get(it)::contains))
              .toList();
      if (missed.isEmpty()) found.add(lead);
      for (Dimension dimension : Dimension.values())
        if (missed.isEmpty() || missed.equals(List.of(dimension)))
          for (String value : dimension.of(lead.row()))
            facets.get(dimension).merge(value, 1L, Long::sum);
    }
    found.sort(in(order, ranks));
    return new Found(found.stream().map(IndexedRow.Listed::leadId).toList(), facets);
  }

  private static boolean passes(IndexedRow.Listed lead, Filters filters) {
    return filters.bounds().contain(lead.row().lastActivityAt())
        && filters.identities().stream()
            .allMatch(
                keys ->
                    keys.stream().map(ReadModels::identity).anyMatch(lead.identities()::contains))
        && (filters.bots() || !lead.row().suspectedBot())
        && (filters.interacted() == null
            || filters.interacted() == (lead.row().latestAction() != null))
        && (filters.leadIds().isEmpty() || filters.leadIds().contains(lead.leadId()));
  }

  private static Comparator<IndexedRow.Listed> in(SortOrder order, Map<String, Integer> ranks) {
    Comparator<IndexedRow.Listed> byId = comparing(IndexedRow.Listed::leadId);
    Comparator<IndexedRow.Listed> newest =
        comparingLong((IndexedRow.Listed lead) -> SortOrder.activityOf(lead.row()))
            .reversed()
            .thenComparing(byId);
    Comparator<IndexedRow.Listed> byName =
        comparing((IndexedRow.Listed lead) -> lead.row().name() == null)
            .thenComparing(lead -> name(lead.row()), Arrays::compareUnsigned);
    return switch (order) {
      case NEWEST -> newest;
      case OLDEST -> newest.reversed();
      case NAME -> byName.thenComparing(newest);
      case NAME_DOWN -> byName.reversed().thenComparing(newest);
      case STAGE -> comparing((IndexedRow.Listed lead) -> lead.row().stage()).thenComparing(newest);
      case STAGE_DOWN ->
          comparing((IndexedRow.Listed lead) -> lead.row().stage())
              .reversed()
              .thenComparing(newest);
      case BEST ->
          comparingInt((IndexedRow.Listed lead) -> ranks.get(lead.leadId())).thenComparing(newest);
    };
  }

  private static byte[] name(LeadRow row) {
    String name = row.name() == null ? row.label() : row.name();
    return Folding.fold(name).getBytes(StandardCharsets.UTF_8);
  }

  private static int rank(Plain plain, Search search) {
    String digits = plain.digits();
    int best = NOT_FOUND;
    if (!search.words().isEmpty()) {
      best = 0;
      for (String word : search.words()) {
        int rank =
            plain.texts().stream()
                .mapToInt(text -> rank(text, word))
                .filter(it -> it != NOT_FOUND)
                .min()
                .orElse(NOT_FOUND);
        best = best == NOT_FOUND || rank == NOT_FOUND ? NOT_FOUND : best + rank;
      }
    }
    if (search.phone() != null && digits.contains(search.phone())) {
      int phone = digits.equals(search.phone()) ? 0 : digits.startsWith(search.phone()) ? 1 : 2;
      best = best == NOT_FOUND ? phone : Math.min(best, phone);
    }
    return best;
  }

  private static int rank(Text looked, String word) {
    String text = looked.text();
    int best = NOT_FOUND;
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      boolean starts = at == 0 || isSign(text.charAt(at - 1));
      int end = at + word.length();
      boolean ends = end == text.length() || isSign(text.charAt(end));
      int rank = starts && ends ? 0 : starts ? 1 : 2;
      best = best == NOT_FOUND ? rank : Math.min(best, rank);
    }
    if (word.length() < 3) return best == NOT_FOUND || best == 2 ? NOT_FOUND : 1;
    boolean forgives =
        word.codePointCount(0, word.length()) >= 5
            && word.codePoints().allMatch(Character::isLetter);
    if (best == NOT_FOUND && forgives && looked.words().stream().anyMatch(it -> isTypo(it, word)))
      return 3;
    return best;
  }

  private static boolean isSign(char sign) {
    return sign < 0x80 && !Character.isLetterOrDigit(sign);
  }

  /** One letter too many, too few, another one, or two swapped. */
  private static boolean isTypo(String one, String other) {
    int[] a = one.codePoints().toArray();
    int[] b = other.codePoints().toArray();
    int same = 0;
    while (same < a.length && same < b.length && a[same] == b[same]) same++;
    return equal(a, same + 1, b, same)
        || equal(a, same, b, same + 1)
        || equal(a, same + 1, b, same + 1)
        || (same + 1 < a.length
            && same + 1 < b.length
            && a[same] == b[same + 1]
            && a[same + 1] == b[same]
            && equal(a, same + 2, b, same + 2));
  }

  private static boolean equal(int[] a, int fromA, int[] b, int fromB) {
    return fromA <= a.length
        && fromB <= b.length
        && Arrays.equals(a, fromA, a.length, b, fromB, b.length);
  }
}
