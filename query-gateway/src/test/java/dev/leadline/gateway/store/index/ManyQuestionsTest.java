package dev.leadline.gateway.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.lead.IdentityKey;
import dev.leadline.gateway.domain.Cursor;
import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.Filters;
import dev.leadline.gateway.domain.FindLeads;
import dev.leadline.gateway.domain.IndexedRow;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.Positions;
import dev.leadline.gateway.domain.Search;
import dev.leadline.gateway.domain.SortOrder;
import dev.leadline.gateway.domain.Timeframe;
import dev.leadline.gateway.handling.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is asked, the index answers as a look at every single lead does. */
class ManyQuestionsTest {

  private static final int LEADS = 5000;
  private static final int QUESTIONS = 5000;
  private static final Positions START = new Positions(Map.of(0, 0L));

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final RandomLeads randomLeads = new RandomLeads(random);

  @TempDir private Path folder;

  @Test
  void the_index_answers_five_thousand_questions_as_a_plain_look_at_five_thousand_leads_does()
      throws Exception {
    try (var index =
        new LuceneLeadIndex(
            new IndexSettings(folder, true, Duration.ofMinutes(1), Duration.ofMinutes(1)))) {
      List<IndexedRow.Listed> leads = fill(index);
      var plain = new PlainList(leads);
      for (int i = 0; i < QUESTIONS; i++) {
        Filters filters = filters(leads);
        SortOrder order = order(filters);
        String tenant = randomLeads.chance(80) ? "tenant-a" : "tenant-b";
        String asked = "seed %d, question %d: %s %s %s".formatted(seed, i, tenant, order, filters);
        PlainList.Found wanted = plain.find(tenant, filters, order);
        var query = new LeadQuery(tenant, filters, order, null, 1 + random.nextInt(200), true);
        FindLeads.Answer answer = index.find(query);
        assertThat(answer.total()).as(asked).isEqualTo(wanted.ids().size());
        assertThat(filled(answer.facets())).as(asked).isEqualTo(wanted.facets());
        assertThat(walk(index, query, answer)).as(asked).isEqualTo(wanted.ids());
      }
    }
  }

  /** Some are built, others come as changes, twice, in batches: so there are many segments. */
  private List<IndexedRow.Listed> fill(LuceneLeadIndex index) {
    List<IndexedRow.Listed> first = randomLeads.several(LEADS);
    index.build(batches -> batches.accept(List.copyOf(first)), START);
    var leads = new HashMap<String, IndexedRow.Listed>();
    for (IndexedRow.Listed lead : first) leads.put(lead.leadId(), lead);
    for (int batch = 0; batch < 30; batch++) {
      var changes = new ArrayList<IndexedRow>();
      for (int i = 0; i < 40; i++) {
        String id = randomLeads.pick(first).leadId();
        IndexedRow.Listed before = leads.get(id);
        if (changes.stream().anyMatch(it -> it.leadId().equals(id))) continue;
        long version = random.nextInt(12);
        String tenant = before == null ? "tenant-a" : before.tenant();
        var change = randomLeads.row(id, tenant, version);
        changes.add(change);
        if (before == null || before.version() <= version) leads.put(id, change);
      }
      index.change(changes, Set.of(), START);
    }
    return List.copyOf(leads.values());
  }

  private static Map<Dimension, Map<String, Long>> filled(
      Map<Dimension, Map<String, Long>> facets) {
    var filled = new EnumMap<Dimension, Map<String, Long>>(Dimension.class);
    facets.forEach((dimension, counts) -> filled.put(dimension, new TreeMap<>(counts)));
    return filled;
  }

  /** All pages, or the first ones of very many. */
  private static List<String> walk(LuceneLeadIndex index, LeadQuery query, FindLeads.Answer first) {
    var ids = new ArrayList<String>();
    FindLeads.Answer page = first;
    while (true) {
      for (FindLeads.Found found : page.found()) ids.add(Rows.read(found.row()).leadId());
      if (!page.more()) return ids;
      Cursor.AfterLead after =
          (Cursor.AfterLead) Cursor.parse(page.found().getLast().place(ids.getLast()).text());
      page =
          index.find(
              new LeadQuery(query.tenant(), query.filters(), query.order(), after, 200, false));
    }
  }

  private SortOrder order(Filters filters) {
    if (filters.search() != null && randomLeads.chance(60)) return SortOrder.BEST;
    return randomLeads.pick(
        List.of(
            SortOrder.NEWEST,
            SortOrder.OLDEST,
            SortOrder.NAME,
            SortOrder.NAME_DOWN,
            SortOrder.STAGE,
            SortOrder.STAGE_DOWN));
  }

  private Filters filters(List<IndexedRow.Listed> leads) {
    var chosen = new EnumMap<Dimension, Set<String>>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      if (!randomLeads.chance(20)) continue;
      List<String> options =
          switch (dimension) {
            case AGENT -> List.of("agent-1", "agent-2", "agent, four", "agent-of-nobody");
            case COUNTRY -> List.of("PT", "US", "UNKNOWN", "ZZ");
            case CHANNEL, ENGAGEMENT, STAGE, SOURCE, KNOWN, BLOCKED -> dimension.options();
          };
      Set<String> some = randomLeads.some(options);
      if (!some.isEmpty()) chosen.put(dimension, some);
    }
    String text = randomLeads.chance(60) ? randomLeads.looksFor(leads) : null;
    List<List<IdentityKey>> identities = List.of();
    String email = randomLeads.pick(leads).row().email();
    if (randomLeads.chance(5) && email != null)
      identities =
          List.of(
              List.of(
                  new IdentityKey(IdentityKey.Kind.EMAIL, email),
                  new IdentityKey(IdentityKey.Kind.EMAIL, "nobody@nowhere.example")));
    Set<String> among =
        randomLeads.chance(5)
            ? Set.of(randomLeads.pick(leads).leadId(), "lead-of-nobody")
            : Set.of();
    Boolean interacted = randomLeads.chance(20) ? Boolean.valueOf(randomLeads.chance(70)) : null;
    return new Filters(
        bounds(), chosen, Search.of(text), identities, among, randomLeads.chance(50), interacted);
  }

  private Timeframe.Bounds bounds() {
    Timeframe timeframe =
        switch (random.nextInt(6)) {
          case 0 -> new Timeframe.LastDays(7);
          case 1 -> new Timeframe.LastDays(30);
          case 2 ->
              new Timeframe.Between(
                  new Timeframe.Day(LocalDate.of(2026, 9, 1).plusDays(random.nextInt(60))),
                  new Timeframe.Day(LocalDate.of(2026, 11, 1).plusDays(random.nextInt(60))));
          case 3 ->
              new Timeframe.Between(
                  null, new Timeframe.Moment(Instant.parse("2026-10-30T13:00:00Z")));
          default -> new Timeframe.All();
        };
    return timeframe.resolve(
        RandomLeads.NOW,
        ZoneId.of(randomLeads.pick(List.of("UTC", "Asia/Tokyo", "America/Bogota"))));
  }
}
