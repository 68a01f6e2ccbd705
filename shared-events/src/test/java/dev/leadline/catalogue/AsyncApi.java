package dev.leadline.catalogue;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.WireName;
import dev.leadline.events.view.RowChanged;
import dev.leadline.events.view.TimelinesChanged;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The topics of the platform as an AsyncAPI 3.0 document. Schemas and samples are referred to where
 * they are, so that there is one of each.
 */
final class AsyncApi {

  private static final String FILES = "../shared-events/src/";
  private static final String SCHEMAS = FILES + "main/resources/schemas/";
  private static final String SAMPLES = FILES + "main/resources/samples/";
  private static final String APPROVED = FILES + "test/resources/approved/";
  private static final String AN_HOUR = Long.toString(Duration.ofHours(1).toMillis());
  private static final String A_WEEK = Long.toString(Duration.ofDays(7).toMillis());

  /** What is announced as an event, though no event of a lead; other states have no headers. */
  private static final Set<Class<? extends Record>> CHANGES =
      Set.of(RowChanged.class, TimelinesChanged.class);

  private AsyncApi() {}

  /** The whole document. */
  static ObjectNode document() {
    ObjectNode document = Json.MAPPER.createObjectNode().put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "Leadline")
        .put("version", "1")
        .put(
            "description",
            "What agent channels tell Leadline, and what Leadline announces. Every record is a"
                + " CloudEvents 1.0 event in Kafka's binary mode, but for the latest states of"
                + " leads and tenants (leadline.control-state, leadline.tenant-settings), which"
                + " have no headers, and for dead letters, which are as they came. Generated from"
                + " the catalogue of events. A number in brackets such as (domain 5.5) is a section"
                + " of docs/domain.md, the rules.")
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("url", "https://www.apache.org/licenses/LICENSE-2.0.txt");
    document.put("defaultContentType", "application/json");
    document
        .putObject("servers")
        .putObject("embedded")
        .put("host", "localhost:9092")
        .put("protocol", "kafka")
        .put("description", "The broker of the embedded run, on the loopback address.");
    document.set("channels", channels());
    document.set("operations", operations());
    document.set("components", components());
    return document;
  }

  private static ObjectNode channels() {
    ObjectNode channels = Json.MAPPER.createObjectNode();
    channel(
        channels,
        "channel-events",
        Topics.CHANNEL_EVENTS,
        "In: what agent channels say. Keyed by tenant and strongest identity; kept for a week.",
        Catalogue.channelFacts().stream().map(AsyncApi::type).toList(),
        kept(4, A_WEEK));
    channel(
        channels,
        "channel-events-dead",
        Topics.CHANNEL_EVENTS_DEAD,
        "Channel events that could not be accepted, as they came, with the reason in headers; of"
            + " people who were erased, without content. Keyed by the place that they came by, so"
            + " that each can be deleted.",
        List.of("parked"),
        letters());
    channel(
        channels,
        "lead-events",
        Topics.LEAD_EVENTS,
        "Out: what was decided, live only, never replayed. Keyed by lead; kept for a week.",
        Catalogue.leadEvents().stream().map(AsyncApi::type).toList(),
        kept(4, A_WEEK));
    channel(
        channels,
        "control-state",
        Topics.CONTROL_STATE,
        "Out, compacted: whether a channel may speak to a lead now. Keyed by lead; no value means"
            + " that the person was erased, and no record that the agents speak.",
        List.of("leadline.control-state.v1"),
        compacted(4));
    channel(
        channels,
        "erased-leads",
        Topics.ERASED_LEADS,
        "Out, compacted: who was erased, as lead-events told it, and for ever. Keyed by lead."
            + " Whoever keeps anything of leads reads it from the beginning.",
        List.of("leadline.lead.erased.v1"),
        compacted(1));
    channel(
        channels,
        "tenant-settings",
        Topics.TENANT_SETTINGS,
        "Out, compacted: what a tenant has decided for all its leads. Keyed by tenant; without a"
            + " record the defaults hold.",
        List.of("leadline.tenant-settings.v1"),
        compacted(1));
    channel(
        channels,
        "ops-events",
        Topics.OPS_EVENTS,
        "Out: what became of work that operators began, live only; about no lead. Keyed by what was"
            + " worked on; kept for a week.",
        Catalogue.opsEvents().stream().map(AsyncApi::type).toList(),
        kept(1, A_WEEK));
    channel(
        channels,
        "row-changes",
        Topics.ROW_CHANGES,
        "Internal, compacted: which rows of the list changed. Keyed by lead.",
        List.of("leadline.row-changed.v1"),
        compacted(6));
    channel(
        channels,
        "timeline-changes",
        Topics.TIMELINE_CHANGES,
        "Internal, live only: which timelines have entries that can be read now. Without keys;"
            + " kept for an hour.",
        List.of("leadline.timelines-changed.v1"),
        kept(1, AN_HOUR));
    return channels;
  }

  private static void channel(
      ObjectNode channels,
      String name,
      String topic,
      String description,
      List<String> messages,
      ObjectNode binding) {
    ObjectNode channel =
        channels.putObject(name).put("address", topic).put("description", description);
    ObjectNode carried = channel.putObject("messages");
    for (String message : messages)
      carried.putObject(message).put("$ref", "#/components/messages/" + message);
    channel.putObject("bindings").set("kafka", binding.put("topic", topic));
  }

  private static ObjectNode kept(int partitions, String milliseconds) {
    ObjectNode binding = binding(partitions);
    ObjectNode topic = binding.putObject("topicConfiguration");
    topic.putArray("cleanup.policy").add("delete");
    topic.put("retention.ms", Long.parseLong(milliseconds));
    return binding;
  }

  private static ObjectNode letters() {
    ObjectNode binding = binding(1);
    ObjectNode topic = binding.putObject("topicConfiguration");
    topic.putArray("cleanup.policy").add("compact").add("delete");
    topic.put("retention.ms", Duration.ofDays(30).toMillis());
    return binding;
  }

  private static ObjectNode compacted(int partitions) {
    ObjectNode binding = binding(partitions);
    binding.putObject("topicConfiguration").putArray("cleanup.policy").add("compact");
    return binding;
  }

  private static ObjectNode binding(int partitions) {
    return Json.MAPPER
        .createObjectNode()
        .put("bindingVersion", "0.5.0")
        .put("partitions", partitions);
  }

  private static ObjectNode operations() {
    ObjectNode operations = Json.MAPPER.createObjectNode();
    operation(operations, "take-in", "receive", "channel-events", "Stores what channels say.");
    operation(operations, "park", "send", "channel-events-dead", "Keeps what cannot be stored.");
    operation(operations, "announce", "send", "lead-events", "Tells what was decided.");
    operation(operations, "tell-control", "send", "control-state", "Tells who may speak.");
    operation(operations, "tell-erasures", "send", "erased-leads", "Tells who was erased.");
    operation(
        operations, "tell-settings", "send", "tenant-settings", "Tells what a tenant decided.");
    operation(
        operations, "tell-operators", "send", "ops-events", "Tells what became of a rebuild.");
    operation(operations, "tell-rows", "send", "row-changes", "Tells which rows changed.");
    operation(
        operations, "tell-timelines", "send", "timeline-changes", "Tells which timelines changed.");
    return operations;
  }

  private static void operation(
      ObjectNode operations, String name, String action, String channel, String summary) {
    operations
        .putObject(name)
        .put("action", action)
        .put("summary", summary)
        .putObject("channel")
        .put("$ref", "#/channels/" + channel);
  }

  private static ObjectNode components() {
    ObjectNode components = Json.MAPPER.createObjectNode();
    ObjectNode messages = components.putObject("messages");
    for (var fact : Catalogue.channelFacts())
      event(messages, type(fact), Meanings.of(fact), SAMPLES + Samples.fileName(fact));
    messages
        .putObject("parked")
        .put("summary", "A channel event that could not be accepted.")
        .putObject("headers")
        .put("$ref", "#/components/schemas/dead-letter");
    Stream.concat(Catalogue.leadEvents().stream(), Catalogue.opsEvents().stream())
        .forEach(event -> published(messages, event));
    Catalogue.STATES.forEach(
        (name, type) -> {
          ObjectNode message = message(messages, name, Meanings.of(type));
          if (CHANGES.contains(type)) headers(message, "change", name);
          message.putObject("payload").put("$ref", SCHEMAS + name + ".json");
        });
    ObjectNode schemas = components.putObject("schemas");
    schemas.set("cloud-event", cloudEvent());
    schemas.set("change", change());
    schemas.set("dead-letter", deadLetter());
    return components;
  }

  private static void published(ObjectNode messages, Class<?> event) {
    WireName wire = WireName.of(event);
    String approved = APPROVED + wire.name() + ".v" + wire.revision() + ".json";
    event(messages, type(event), Meanings.of(event), approved);
  }

  private static void event(ObjectNode messages, String type, String summary, String example) {
    ObjectNode message = message(messages, type, summary);
    headers(message, "cloud-event", type);
    message.putObject("payload").put("$ref", SCHEMAS + type + ".json");
    message.putArray("examples").addObject().putObject("payload").put("$ref", example);
  }

  private static void headers(ObjectNode message, String schema, String type) {
    ObjectNode headers = message.putObject("headers");
    headers.putArray("allOf").addObject().put("$ref", "#/components/schemas/" + schema);
    headers.putObject("properties").putObject("ce_type").put("const", type);
  }

  private static ObjectNode message(ObjectNode messages, String name, String summary) {
    return messages
        .putObject(name)
        .put("name", name)
        .put("summary", summary)
        .put("contentType", "application/json");
  }

  private static JsonNode cloudEvent() {
    ObjectNode headers = Json.MAPPER.createObjectNode().put("type", "object");
    ObjectNode properties = headers.putObject("properties");
    text(properties, "ce_specversion", "Version of CloudEvents.").put("const", "1.0");
    text(properties, "ce_id", "The producer's id of the event, the same over its retries.");
    text(properties, "ce_source", "URI of the producer; with ce_id it tells duplicates.");
    text(properties, "ce_type", "What happened.");
    text(properties, "ce_time", "When it happened, RFC 3339.").put("format", "date-time");
    text(properties, "ce_tenantid", "Whose lead it is; absent means the tenant 'default'.")
        .put("maxLength", 200)
        .put("pattern", "^\\P{Cc}*$");
    text(properties, "ce_sentat", "When the producer sent it: corrects a wrong clock.")
        .put("format", "date-time");
    text(properties, "ce_subject", "The lead, or the best key that the producer has.");
    text(properties, "ce_sequence", "Place of a lead event among those of its lead.");
    text(properties, "ce_traceparent", "W3C trace context.");
    text(properties, "content-type", "Media type of the value.");
    Stream.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time")
        .forEach(headers.putArray("required")::add);
    return headers;
  }

  private static JsonNode change() {
    ObjectNode headers = Json.MAPPER.createObjectNode().put("type", "object");
    ObjectNode properties = headers.putObject("properties");
    text(properties, "ce_specversion", "Version of CloudEvents.").put("const", "1.0");
    text(properties, "ce_id", "Of a row its lead and version: the same when it is told again.");
    text(properties, "ce_source", "URI of the producer.");
    text(properties, "ce_type", "What changed.");
    text(properties, "ce_tenantid", "Whose lead the row is; of timelines each names its own.");
    text(properties, "ce_traceparent", "W3C trace context of the event that changed the row.");
    text(properties, "content-type", "Media type of the value.");
    Stream.of("ce_specversion", "ce_id", "ce_source", "ce_type")
        .forEach(headers.putArray("required")::add);
    return headers;
  }

  private static JsonNode deadLetter() {
    ObjectNode headers = Json.MAPPER.createObjectNode().put("type", "object");
    ObjectNode properties = headers.putObject("properties");
    text(properties, "leadline-reason", "Why, in one word, for example BAD_BODY.");
    text(properties, "leadline-detail", "Why, in a sentence without personal data.");
    text(properties, "leadline-key", "Key that it had.");
    text(properties, "leadline-topic", "Topic that it came by.");
    text(properties, "leadline-partition", "Partition that it came by.");
    text(properties, "leadline-offset", "Offset that it had.");
    text(properties, "leadline-timestamp", "When it first came in, in milliseconds since 1970.");
    text(
        properties,
        "leadline-left-out-bytes",
        "It was too large to be kept: so many bytes of it are missing, and it cannot be sent"
            + " again.");
    Stream.of("leadline-reason", "leadline-detail").forEach(headers.putArray("required")::add);
    return headers;
  }

  private static ObjectNode text(ObjectNode properties, String name, String description) {
    return properties.putObject(name).put("type", "string").put("description", description);
  }

  private static String type(Class<?> record) {
    return WireName.of(record).cloudEventType();
  }
}
