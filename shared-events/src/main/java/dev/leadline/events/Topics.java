package dev.leadline.events;

/** The topics of the platform. Their names and keys are a contract with every client. */
public final class Topics {

  /** In: what agent channels say. Key: tenant and strongest identity. */
  public static final String CHANNEL_EVENTS = "leadline.channel-events";

  /** Channel events that could not be accepted, as received, with the reason in headers. */
  public static final String CHANNEL_EVENTS_DEAD = "leadline.channel-events.dead";

  /** Out: what was decided, live only, never replayed. Key: lead id. */
  public static final String LEAD_EVENTS = "leadline.lead-events";

  /**
   * Out, compacted: whether a channel may speak to a lead now. Key: lead id; without a value the
   * person was erased. A lead of whom there is no record is the agents'.
   */
  public static final String CONTROL_STATE = "leadline.control-state";

  /**
   * Out, compacted: who was erased, for as long as there is Kafka; each {@code lead.erased} as
   * {@link #LEAD_EVENTS} told it. Key: lead id. Whoever keeps anything of leads reads it from the
   * beginning.
   */
  public static final String ERASED_LEADS = "leadline.erased-leads";

  /**
   * Out, compacted: what a tenant has decided for all its leads. Key: tenant. A tenant of whom
   * there is no record has the defaults.
   */
  public static final String TENANT_SETTINGS = "leadline.tenant-settings";

  /**
   * Out: what became of work that operators began, live only. Key: what was worked on. About no
   * lead.
   */
  public static final String OPS_EVENTS = "leadline.ops-events";

  /** Internal, compacted: which rows changed. Key: lead id. */
  public static final String ROW_CHANGES = "leadline.row-changes";

  /** Internal, live only: which timelines have new entries that can be read. Without keys. */
  public static final String TIMELINE_CHANGES = "leadline.timeline-changes";

  /** In bytes: what topics of lead-service may hold, and its producer may send. */
  public static final int LARGEST_RECORD = 8 * 1024 * 1024;

  private Topics() {}
}
