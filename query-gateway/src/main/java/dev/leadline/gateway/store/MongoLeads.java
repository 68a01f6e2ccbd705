package dev.leadline.gateway.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.leadline.events.Json;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.ReadModels;
import dev.leadline.gateway.domain.CountLeads;
import dev.leadline.gateway.domain.Cursor;
import dev.leadline.gateway.domain.FindLeads;
import dev.leadline.gateway.domain.FindLeadsById;
import dev.leadline.gateway.domain.LeadQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Leads as {@code lead_rows} holds them. */
@Component
final class MongoLeads implements FindLeads, CountLeads, FindLeadsById {

  static final String LAST_ACTIVITY_AT = "lastActivityAt";
  static final String IDENTITIES = "identities";
  static final String LISTED = "listed";

  private static final String WHAT = "The list of leads";
  private static final int MOST = 1000;

  private static final Sort ORDER =
      Sort.by(Direction.DESC, LAST_ACTIVITY_AT).and(Sort.by(Direction.ASC, "_id"));

  private static final Comparator<Cursor.AfterLead> AS_LISTED =
      Comparator.comparing(
              Cursor.AfterLead::lastActivityAt,
              Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
          .thenComparing(Cursor.AfterLead::leadId);

  private final MongoQuestions mongo;

  MongoLeads(MongoQuestions mongo) {
    this.mongo = mongo;
  }

  /**
   * What comes after a cursor is up to three stretches of the order, each of which is one walk
   * along the index: the rest of the same millisecond, what is older, what has no date at all.
   */
  @Override
  public List<Found> find(LeadQuery query) {
    if (!query.identities().isEmpty()) return findByIdentity(query);
    var found = new ArrayList<Found>();
    Cursor.AfterLead after = query.after();
    if (after == null) {
      addTo(found, query);
      return found;
    }
    Instant at = after.lastActivityAt();
    Date date = at == null ? null : Date.from(at);
    addTo(found, query, where(LAST_ACTIVITY_AT).is(date), where("_id").gt(after.leadId()));
    if (date == null) return found;
    addTo(found, query, where(LAST_ACTIVITY_AT).lt(date));
    addTo(found, query, where(LAST_ACTIVITY_AT).is(null));
    return found;
  }

  /** Few leads share an identity: they are found by it, and only then put in order. */
  private List<Found> findByIdentity(LeadQuery query) {
    var wanted = new Query();
    for (Criteria criteria : criteria(query)) wanted.addCriteria(criteria);
    wanted.limit(MOST);
    Cursor.AfterLead after = query.after();
    return mongo
        .ask(WHAT, asked -> asked.find(wanted, Document.class, ReadModels.LEAD_ROWS))
        .stream()
        .map(MongoLeads::found)
        .sorted(Comparator.comparing(MongoLeads::place, AS_LISTED))
        .filter(lead -> after == null || AS_LISTED.compare(place(lead), after) > 0)
        .limit(query.limit())
        .toList();
  }

  private static Cursor.AfterLead place(Found lead) {
    return new Cursor.AfterLead(lead.lastActivityAt(), lead.state().leadId());
  }

  private void addTo(List<Found> found, LeadQuery query, Criteria... more) {
    int missing = query.limit() - found.size();
    if (missing <= 0) return;
    var wanted = new Query();
    for (Criteria criteria : criteria(query)) wanted.addCriteria(criteria);
    for (Criteria criteria : more) wanted.addCriteria(criteria);
    wanted.with(ORDER).limit(missing);
    found.addAll(
        mongo.ask(WHAT, asked -> asked.find(wanted, Document.class, ReadModels.LEAD_ROWS)).stream()
            .map(MongoLeads::found)
            .toList());
  }

  @Override
  public long count(LeadQuery query) {
    var wanted = new Query();
    for (Criteria criteria : criteria(query)) wanted.addCriteria(criteria);
    return mongo.ask(WHAT, asked -> asked.count(wanted, ReadModels.LEAD_ROWS));
  }

  @Override
  public List<LeadState> find(String tenant, Collection<String> leadIds) {
    var wanted =
        new Query(where("_id").in(leadIds)).addCriteria(where("tenant").is(tenant)).limit(MOST);
    return mongo
        .ask(WHAT, asked -> asked.find(wanted, Document.class, ReadModels.LEAD_ROWS))
        .stream()
        .map(row -> found(row).state())
        .toList();
  }

  /**
   * What is left of erased leads is counted elsewhere and not listed (domain 4.10, 30); one that
   * was absorbed is found as the lead that it is part of.
   */
  private static List<Criteria> criteria(LeadQuery query) {
    var criteria = new ArrayList<Criteria>();
    criteria.add(where("tenant").is(query.tenant()));
    criteria.add(where(LISTED).is(true));
    if (query.identities().size() == 1) criteria.add(anyOf(query.identities().getFirst()));
    else if (!query.identities().isEmpty())
      criteria.add(
          new Criteria().andOperator(query.identities().stream().map(MongoLeads::anyOf).toList()));
    return criteria;
  }

  private static Criteria anyOf(List<IdentityKey> keys) {
    List<String> wanted = keys.stream().map(ReadModels::identity).toList();
    return wanted.size() == 1
        ? where(IDENTITIES).is(wanted.getFirst())
        : where(IDENTITIES).in(wanted);
  }

  private static Found found(Document row) {
    Date at = row.getDate(LAST_ACTIVITY_AT);
    return new Found(
        Json.MAPPER.convertValue(row.get("state"), LeadState.class),
        at == null ? null : at.toInstant());
  }
}
