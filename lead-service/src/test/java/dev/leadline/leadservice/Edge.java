package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.eventstore.EventMetadata;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.handling.LeadAggregate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import tools.jackson.databind.JsonNode;

/** The service as a caller of commands sees it. */
final class Edge {

  private final RunningService service;
  private final HttpClient client = HttpClient.newHttpClient();

  Edge(RunningService service) {
    this.service = service;
  }

  /** What came back. */
  record Answer(int status, JsonNode body) {

    String type() {
      return body.path("type").asString();
    }

    Answer refused(int expected, String problem) {
      assertThat(status).as("%s", body).isEqualTo(expected);
      assertThat(type()).isEqualTo("/problems/" + problem);
      assertThat(body.path("detail").asString()).endsWith(".");
      return this;
    }

    Answer done() {
      assertThat(status).as("%s", body).isEqualTo(200);
      return this;
    }
  }

  Answer post(String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) request.headers(headers);
    return answer(request.build());
  }

  Answer get(String path) {
    return answer(HttpRequest.newBuilder(URI.create(service.address() + path)).build());
  }

  private Answer answer(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), Json.MAPPER.readTree(answer.body()));
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }

  /** Publishes a message of whom the identity says; the lead on whose stream it is. */
  String says(String identity) {
    String id = UUID.randomUUID().toString();
    service.produce(
        RunningService.headers("leadline.chat.message-received.v1", id),
        "{\"identity\": {%s}, \"payload\": {\"messageId\": \"%s\", \"text\": \"Hello\"}}"
            .formatted(identity, id));
    service.flush();
    return await("the message is stored")
        .atMost(Duration.ofSeconds(20))
        .until(() -> leadOf(id), lead -> !lead.isEmpty());
  }

  private String leadOf(String eventId) {
    return service.stored().stream()
        .filter(
            stored ->
                stored.event() instanceof InteractionRecorded said
                    && said.origin().id().equals(eventId))
        .map(StoredEvent::leadId)
        .findFirst()
        .orElse("");
  }

  List<LeadEvent> eventsOf(String lead) {
    return service.stored().stream()
        .filter(stored -> stored.leadId().equals(lead))
        .map(StoredEvent::event)
        .toList();
  }

  /** Stores an event as another instance of the service would. */
  void elsewhere(String lead, LeadEvent event) {
    var message =
        new GenericDomainEventMessage<>(
            LeadAggregate.class.getSimpleName(),
            lead,
            eventsOf(lead).size(),
            event,
            EventMetadata.of("default").toMetaData());
    service.bean(EventStore.class).publish(message);
  }
}
