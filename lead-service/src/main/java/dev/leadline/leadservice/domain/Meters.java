package dev.leadline.leadservice.domain;

/** What lead-service measures of itself; every meter that it registers is one of these. */
public enum Meters {
  /** Records received: {@code outcome} is stored, duplicate, parked or unknown; they add up. */
  INGEST_EVENTS("leadline.ingest.events", "outcome"),
  /** Records parked since this instance started; what an operator does later takes none away. */
  PARKED("leadline.ingest.parked", "reason"),
  /** Fields that were ignored since their type has none of that name: a producer misspells one. */
  IGNORED_FIELDS("leadline.ingest.ignored-fields", "type"),
  /** Pairs of leads that one event spoke of, by what became of them. */
  MERGES("leadline.lead-service.merges", "outcome"),
  /** Parked records that wait for an operator now, whichever instance parked them. */
  DEAD_LETTERS("leadline.ingest.dead-letters", "reason"),
  /** Parked records that operators have dealt with: retried or discarded. */
  DEAD_LETTERS_HANDLED("leadline.ingest.dead-letters-handled", "outcome"),
  /** Stored events that are not announced on Kafka yet. */
  OUTBOX_LAG("leadline.lead-service.outbox-lag", ""),
  /** Seconds since the oldest event that is not announced yet was stored. */
  OUTBOX_LAG_SECONDS("leadline.lead-service.outbox-lag-seconds", ""),
  /** Bytes of the database of the event store on its disk. */
  STORE_BYTES("leadline.lead-service.store-bytes", ""),
  /** Leads that were erased because nobody heard of them for as long as their tenant says. */
  RETIRED("leadline.lead-service.retired", ""),
  /** Leads that could not be judged for that, for a mistake of ours or an event that is broken. */
  NOT_JUDGED("leadline.lead-service.retention.not-judged", ""),
  /** What was due to leads and could not be done, for such a reason: it is tried again. */
  PUT_OFF("leadline.lead-service.deadlines.put-off", "");

  private final String meter;
  private final String tag;

  Meters(String meter, String tag) {
    this.meter = meter;
    this.tag = tag;
  }

  /** The name under which it is registered. */
  public String meter() {
    return meter;
  }

  /** The name of its tag; empty without one. */
  public String tag() {
    return tag;
  }
}
