package dev.leadline.gateway.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.leadline.events.Json;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.ReadModels;
import dev.leadline.gateway.domain.FindLeadsById;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Leads as {@code lead_rows} holds them, by their key. */
@Component
final class MongoLeads implements FindLeadsById {

  private static final String WHAT = "The lead";
  private static final int MOST = 1000;

  private final MongoQuestions mongo;
  private final LiveGenerations live;

  MongoLeads(MongoQuestions mongo, LiveGenerations live) {
    this.mongo = mongo;
    this.live = live;
  }

  @Override
  public List<LeadState> find(String tenant, Collection<String> leadIds) {
    var wanted =
        new Query(where("_id").in(leadIds)).addCriteria(where("tenant").is(tenant)).limit(MOST);
    return mongo
        .ask(
            WHAT, asked -> asked.find(wanted, Document.class, live.of(asked, ReadModels.LEAD_ROWS)))
        .stream()
        .map(row -> Json.MAPPER.readValue(row.getString("state"), LeadState.class))
        .toList();
  }
}
