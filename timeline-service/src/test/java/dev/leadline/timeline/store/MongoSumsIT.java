package dev.leadline.timeline.store;

import static com.mongodb.client.model.Indexes.ascending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Seeds;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadAbsorbed;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadEvent.LeadMergedInto;
import dev.leadline.events.lead.LeadEvent.LeadUnmerged;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.ReadModels;
import dev.leadline.timeline.domain.Generation;
import dev.leadline.timeline.domain.Histories;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.handling.ProjectBatch;
import dev.leadline.timeline.handling.ProjectChannelDays;
import dev.leadline.timeline.handling.ProjectFunnel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoSumsIT {

  private static final List<String> COLLECTIONS =
      List.of(ReadModels.FUNNEL_DAILY, ReadModels.CHANNEL_DAILY, ReadModels.CONVERSATIONS);

  private final MongoForTests mongo = new MongoForTests();
  private final MongoSums sums = new MongoSums(mongo.template, mongo.written, Generation.FIRST);
  private final MongoFunnels funnels =
      new MongoFunnels(mongo.template, mongo.written, ReadModels.FUNNEL_DAILY);

  @AfterEach
  void close() {
    mongo.close();
  }

  private List<ProjectBatch> projections() {
    return List.of(new ProjectChannelDays(sums), new ProjectFunnel(funnels));
  }

  @Test
  void whatever_comes_again_is_counted_once_also_by_another_instance() {
    Seeds.each(
        6,
        random -> {
          List<StoredEvent> history = history(random);
          emptied();
          projections().forEach(projection -> projection.project(history));
          var straight = documents();
          emptied();
          List<ProjectBatch> projections = projections();
          int position = 0;
          while (position < history.size()) {
            int end = Math.min(history.size(), position + 1 + random.nextInt(20));
            for (ProjectBatch projection : projections)
              projection.project(history.subList(position, end));
            if (random.nextInt(4) == 0) projections = projections();
            position = random.nextInt(3) == 0 ? random.nextInt(position + 1) : end;
          }
          assertThat(documents()).isEqualTo(straight);
        });
  }

  @Test
  void a_generation_is_found_by_time_and_by_agent_also_where_it_was_there_before() {
    mongo.template.getCollection(ReadModels.CHANNEL_DAILY).createIndex(ascending("tenant", "at"));
    List<StoredEvent> history =
        Histories.stored("a", List.of(Histories.chatMessage("1", Histories.START, "Hi?")));
    for (Generation generation : List.of(Generation.FIRST, new Generation(2, false)))
      new ProjectChannelDays(new MongoSums(mongo.template, mongo.written, generation))
          .project(history);
    for (String daily : List.of("channel_daily", "channel_daily_g2"))
      assertThat(indexed(daily))
          .as(daily)
          .contains(List.of("tenant", "at"), List.of("tenant", "agent", "at"));
    for (String conversations : List.of("conversations", "conversations_g2"))
      assertThat(indexed(conversations)).as(conversations).contains(List.of("tenant", "first"));
  }

  private List<List<String>> indexed(String collection) {
    var indexed = new ArrayList<List<String>>();
    for (Document index : mongo.template.getCollection(collection).listIndexes().batchSize(100))
      indexed.add(List.copyOf(index.get("key", Document.class).keySet()));
    return indexed;
  }

  @Test
  void streams_of_a_lead_and_of_who_has_absorbed_it_add_to_the_same_sums_in_any_order() {
    var own = Histories.stored("a", List.of(Histories.chatMessage("1", Histories.START, "Hi?")));
    InteractionRecorded later = Histories.chatMessage("2", Histories.START.plusSeconds(5), "So?");
    var forOther =
        List.of(
            new StoredEvent(
                Histories.TENANT,
                "b",
                7,
                "b-7",
                new InteractionRecorded(later.origin(), later.decision(), "a", later.personal())));
    projections().forEach(projection -> projection.project(own));
    projections().forEach(projection -> projection.project(forOther));
    projections().forEach(projection -> projection.project(own));
    var oneWay = documents();
    emptied();
    projections().forEach(projection -> projection.project(forOther));
    projections().forEach(projection -> projection.project(own));
    assertThat(documents()).isEqualTo(oneWay);
    Document conversation = oneWay.get("conversations a|CHAT 2026-11-22");
    assertThat(conversation).containsEntry("messages", 2L);
    assertThat(conversation.getString("question")).endsWith("\nSo?");
  }

  @Test
  void events_are_counted_whatever_their_producer_has_called_their_type() {
    var types =
        List.of(
            "leadline.", "leadline. ", "leadline..v1", "leadline.a..b", "leadline..", "leadline.$");
    var events = new ArrayList<InteractionRecorded>();
    for (String type : types)
      events.add(
          Histories.interaction(
              "e-" + events.size(),
              Histories.START,
              type,
              Channel.WEB,
              "{}",
              Histories.NOTHING,
              null));
    new ProjectChannelDays(sums).project(Histories.stored("a", events));
    assertThat(documents().get("channel_daily a|2026-11-22T09:00:00.000000000Z|WEB|"))
        .containsEntry("types", new Document("unknown", 3L).append("a__b", 1L).append("_", 2L));
  }

  @Test
  void an_erasure_leaves_the_counts_and_takes_the_words_as_if_they_had_never_been_readable() {
    Seeds.each(
        10,
        random -> {
          List<StoredEvent> before = Histories.stored("lead-1", Histories.random(random, 40));
          var erasure =
              new StoredEvent(
                  Histories.TENANT,
                  "lead-1",
                  before.size(),
                  "erased",
                  new LeadErased(Histories.START, null, List.of()));
          emptied();
          projections().forEach(projection -> projection.project(before));
          projections().forEach(projection -> projection.project(List.of(erasure)));
          var live = documents();
          assertThat(live.toString()).doesNotContain("Message ", "acme.example");
          emptied();
          var replay = new ArrayList<StoredEvent>();
          for (StoredEvent stored : before)
            replay.add(
                new StoredEvent(
                    stored.tenant(),
                    stored.leadId(),
                    stored.sequence(),
                    stored.eventId(),
                    stored.event().withoutPersonal()));
          replay.add(erasure);
          projections().forEach(projection -> projection.project(replay));
          assertThat(documents()).isEqualTo(live);
        });
  }

  @Test
  void a_part_of_another_lead_and_a_blocked_one_are_marked_until_they_are_themselves_again() {
    var sam = new Member("sam", "Sam Reed");
    LeadState part = LeadState.unknown("b").evolve(Histories.registered());
    part =
        part.evolve(new LeadBlocked(Block.Origin.MANUAL, sam, null, null, Histories.START, null));
    List<Absorbed> parts =
        Absorbed.partsOf(part, "a", false, Histories.START).stream()
            .map(Absorbed::withoutPersonal)
            .toList();
    List<LeadEvent> survivor =
        List.of(
            Histories.registered(),
            new LeadAbsorbed("b", parts, null, Histories.START, null),
            new LeadUnmerged("b", sam, Histories.START));
    var stored = Histories.stored("a", survivor);
    var funnel = new ProjectFunnel(funnels);
    funnel.project(stored.subList(0, 2));
    funnel.project(Histories.stored("b", List.of(new LeadMergedInto("a", null, Histories.START))));
    assertThat(documents().get("funnel_daily a"))
        .containsEntry("blocked", true)
        .containsEntry("special", 1);
    assertThat(documents().get("funnel_daily b")).containsEntry("into", "a");
    funnel.project(stored.subList(2, 3));
    funnel.project(stored);
    assertThat(documents().get("funnel_daily a"))
        .containsEntry("blocked", false)
        .containsEntry("special", 0);
  }

  /** Of several leads, in turns. */
  private static List<StoredEvent> history(Random random) {
    var history = new ArrayList<StoredEvent>();
    var next = new HashMap<String, Long>();
    for (InteractionRecorded event : Histories.random(random, 60)) {
      String leadId = "lead-" + random.nextInt(3);
      LeadEvent stored =
          switch (random.nextInt(12)) {
            case 0 ->
                new LeadBlocked(
                    Block.Origin.AUTOMATIC, null, "hate", "m", event.origin().at(), null);
            case 1 ->
                new InteractionRecorded(
                    event.origin(), event.decision(), "lead-0", event.personal());
            default -> event;
          };
      long sequence = next.merge(leadId, 1L, Long::sum) - 1;
      history.add(
          new StoredEvent(Histories.TENANT, leadId, sequence, leadId + "-" + sequence, stored));
    }
    return history;
  }

  private void emptied() {
    for (String collection : COLLECTIONS)
      mongo.template.getCollection(collection).deleteMany(new Document());
  }

  private Map<String, Document> documents() {
    var documents = new TreeMap<String, Document>();
    for (String collection : COLLECTIONS)
      for (Document one : mongo.template.getCollection(collection).find().batchSize(1000))
        documents.put(collection + " " + one.getString("_id"), one);
    return documents;
  }
}
