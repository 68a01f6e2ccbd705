package dev.leadline.allinone.simulation;

import dev.leadline.events.Json;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.CloudEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Endless traffic: the journeys of many people at once, with what a network does to them. About
 * three records in a hundred come twice, one comes after its successors, and a few come hours late.
 * The same seed with the same instants makes the same records. Not safe for several threads.
 */
public final class Traffic {

  private static final double REPEATED_PERCENT = 3;
  private static final double DELAYED_PERCENT = 1;
  private static final double LATE_PERCENT = 0.2;
  private static final double RETURNING_PERCENT = 12;
  private static final int LONGEST_DELAY = 60;

  private final People people;
  private final long seed;
  private final int leads;
  private final Chance chance;
  private final List<Iterator<Step>> visiting = new ArrayList<>();
  private final int visitors;
  private final Mix mix;
  private final PriorityQueue<Delayed> delayed =
      new PriorityQueue<>(Comparator.comparingLong(Delayed::due).thenComparingLong(Delayed::order));
  private long published;
  private int journeys;
  private int seen;

  private record Delayed(long due, long order, Publication publication) {}

  /** Which channels speak. */
  public enum Mix {
    /** The website, its chat, its forms, and what workflows schedule: the mix of measurements. */
    WEBSITE,
    /** All of them. */
    ALL
  }

  private Traffic(long seed, int leads, int visitors, Mix mix) {
    this.seed = seed;
    this.people = People.of(seed);
    this.leads = leads;
    this.visitors = visitors;
    this.mix = mix;
    this.chance = Chance.of(seed, "traffic", 0);
  }

  /**
   * Traffic from its beginning.
   *
   * @param leads how many different people there are; once all were here, only they come again
   * @param visitors how many of them are on the site at the same time
   */
  public static Traffic of(long seed, int leads, int visitors, Mix mix) {
    if (leads < 1 || visitors < 1)
      throw new IllegalArgumentException("There must be at least one lead and one visitor.");
    return new Traffic(seed, leads, visitors, mix);
  }

  /**
   * The next record.
   *
   * @param at when its event happens, by the producer's clock
   * @param sentAt when it is published, by the same clock
   */
  public Publication next(Instant at, Instant sentAt) {
    published++;
    Delayed due = delayed.peek();
    if (due != null && due.due() <= published) {
      delayed.remove();
      return due.publication();
    }
    Publication made = make(at, sentAt);
    if (chance.percent(DELAYED_PERCENT)) {
      delay(made);
      made = make(at, sentAt);
    }
    if (chance.percent(REPEATED_PERCENT)) delay(made.again());
    return made;
  }

  private void delay(Publication publication) {
    long due = published + chance.between(1, LONGEST_DELAY);
    delayed.add(new Delayed(due, published, publication));
  }

  private Publication make(Instant at, Instant sentAt) {
    Step step = step();
    Instant occurred =
        chance.percent(LATE_PERCENT)
            ? at.minus(Duration.ofMinutes(chance.between(70, 600)))
            : at.minusMillis(chance.between(0, 40));
    Body body = step.at(occurred);
    var event =
        new CloudEvent(
            chance.timeOrderedId(occurred.toEpochMilli()),
            step.source(),
            WireName.of(body.payload().getClass()).cloudEventType(),
            occurred,
            ChannelEvent.DEFAULT_TENANT,
            sentAt,
            null,
            Json.MAPPER.getNodeFactory().pojoNode(body));
    return new Publication(step.key(), event, false);
  }

  private Step step() {
    if (visiting.size() < visitors) visiting.add(arrive());
    int place = chance.below(visiting.size());
    Iterator<Step> journey = visiting.get(place);
    while (!journey.hasNext()) {
      journey = arrive();
      visiting.set(place, journey);
    }
    return journey.next();
  }

  private Iterator<Step> arrive() {
    boolean returning = seen == leads || (seen > 0 && chance.percent(RETURNING_PERCENT));
    int number = returning ? chance.below(seen) : seen++;
    Person person = people.person(number);
    Chance dice = Chance.of(seed, "journey", journeys++);
    return switch (mix) {
      case WEBSITE -> Journey.of(person, dice).iterator();
      case ALL -> Journey.overAllChannels(person, dice).iterator();
    };
  }
}
