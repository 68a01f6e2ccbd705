package dev.leadline.leadservice.domain;

import static dev.leadline.leadservice.domain.LeadScenario.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.lead.LeadEvent.LeadUnblocked;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlockedNetworkTest {

  private static final Instant HOUR_LATER = NOON.plusSeconds(3600);
  private static final Instant DAY_LATER = NOON.plusSeconds(86_400);

  private static final LeadEvent REGISTERED =
      new LeadRegistered("default", LeadSource.LEADLINE, NOON);

  private static List<BlockedNetwork> of(LeadEvent... events) {
    LeadState lead = LeadState.unknown("0193-ab12");
    for (LeadEvent event : events) lead = lead.evolve(event);
    return BlockedNetwork.of(
        lead, Stream.of(events).map(BlockedNetwork::visit).filter(Objects::nonNull).toList());
  }

  private static LeadEvent came(@Nullable String network, Instant at) {
    return new InteractionRecorded(
        new Origin(
            "leadline.web.page-viewed.v1",
            "/test",
            "id-" + at,
            at,
            at,
            null,
            at,
            Channel.WEB,
            Actor.Kind.LEAD,
            null,
            null,
            false,
            false),
        Decision.HIDDEN,
        null,
        new Content(
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            Json.of(Json.MAPPER.createObjectNode()),
            null,
            null,
            network,
            List.of()));
  }

  private static LeadEvent blocked(Block.Origin origin, @Nullable String category, Instant at) {
    return new LeadBlocked(origin, null, category, null, at, null, null);
  }

  @Test
  void a_blocked_lead_is_known_by_each_network_and_by_the_newest_from_the_block_on() {
    assertThat(
            of(
                REGISTERED,
                came("cafe", NOON),
                came(null, NOON.plusSeconds(1)),
                came("office", HOUR_LATER),
                blocked(Block.Origin.AUTOMATIC, "harassment", DAY_LATER)))
        .containsExactlyInAnyOrder(
            new BlockedNetwork("cafe", NOON), new BlockedNetwork("office", DAY_LATER));
  }

  @Test
  void whoever_comes_back_while_blocked_is_known_from_then_on() {
    assertThat(of(REGISTERED, blocked(Block.Origin.MANUAL, null, NOON), came("cafe", HOUR_LATER)))
        .containsExactly(new BlockedNetwork("cafe", HOUR_LATER));
  }

  @Test
  void where_it_was_blocked_is_known_from_the_block_on_also_when_it_went_elsewhere() {
    assertThat(
            of(
                REGISTERED,
                came("office", NOON),
                blocked(Block.Origin.MANUAL, null, HOUR_LATER),
                came("cafe", DAY_LATER)))
        .containsExactlyInAnyOrder(
            new BlockedNetwork("office", HOUR_LATER), new BlockedNetwork("cafe", DAY_LATER));
  }

  @Test
  void a_block_does_not_spread_from_network_to_network() {
    assertThat(
            of(
                REGISTERED,
                blocked(Block.Origin.AUTOMATIC, Block.SAME_NETWORK, NOON),
                came("cafe", HOUR_LATER)))
        .isEmpty();
  }

  @Test
  void nothing_is_kept_of_who_was_let_in_or_erased() {
    LeadEvent block = blocked(Block.Origin.MANUAL, null, NOON);
    LeadEvent visit = came("cafe", HOUR_LATER);
    assertThat(of(REGISTERED, block, visit, new LeadUnblocked(null, DAY_LATER, null))).isEmpty();
    assertThat(of(REGISTERED, block, visit, new LeadErased(DAY_LATER, null, List.of()))).isEmpty();
  }
}
