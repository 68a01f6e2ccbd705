package dev.leadline.enrichment.domain.recognising;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.domain.recognising.Recognition.Company;
import dev.leadline.enrichment.domain.recognising.Recognition.Contact;
import dev.leadline.enrichment.domain.recognising.Recognition.Evidence;
import dev.leadline.enrichment.domain.recognising.Recognition.Nobody;
import dev.leadline.enrichment.domain.recognising.Recognition.Person;
import dev.leadline.enrichment.domain.recognising.Recognition.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be said of a visitor, and what may not. */
class RecognitionTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private static Traces traces(String network, String device, String... paths) {
    Traces traces = Traces.NONE;
    for (String path : paths) traces = traces.seen(NOON, network, device, path);
    return traces;
  }

  private static Contact contact(String id, Traces traces, String name, String domain) {
    return new Contact(id, traces, name == null ? Map.of() : Map.of("name", name), domain);
  }

  private static Verdict verdict(Traces visitor, int crowd, Contact... contacts) {
    return Recognition.of(
        visitor, Map.of(), crowd, List.of(contacts), Recognition.DEFAULT_THRESHOLD);
  }

  @Test
  void an_office_network_alone_names_its_company_and_nobody_in_it() {
    Traces visitor = traces("office", "Chrome", "/", "/pricing", "/docs");
    Verdict verdict =
        verdict(
            visitor,
            2,
            contact("ana", traces("office", "Chrome", "/", "/pricing", "/docs"), "ana", "acme.com"),
            contact("bob", traces("office", "Safari", "/careers"), "bob", "acme.com"));
    assertThat(verdict).isInstanceOf(Company.class);
    assertThat(((Company) verdict).domain()).isEqualTo("acme.com");
  }

  @Test
  void one_contact_on_a_network_is_no_company_and_with_another_device_no_person() {
    Traces visitor = traces("home", "Chrome", "/", "/pricing", "/docs");
    Contact ana = contact("ana", traces("home", "Safari", "/", "/pricing"), "ana", "acme.com");
    assertThat(verdict(visitor, 1, ana)).isEqualTo(new Nobody());
  }

  @Test
  void whoever_arrives_a_moment_after_a_click_in_an_email_is_whom_it_was_sent_to() {
    Traces visitor =
        traces("cafe", "Chrome", "/offer")
            .arrived(new Traces.Click("www.example.com/offer", NOON.plusSeconds(4)));
    Contact ana =
        contact(
            "ana",
            traces("home", "Chrome", "/").clicked(new Traces.Click("www.example.com/offer", NOON)),
            "ana",
            "acme.com");
    assertThat(verdict(visitor, 5, ana)).isInstanceOf(Person.class);
    assertThat(((Person) verdict(visitor, 5, ana)).why())
        .containsOnlyKeys(Evidence.LINK, Evidence.DEVICE);
  }

  @Test
  void two_who_clicked_the_same_link_are_not_told_apart_by_it() {
    Traces.Click click = new Traces.Click("www.example.com/offer", NOON);
    Traces visitor = traces("cafe", "Chrome", "/offer").arrived(click);
    Traces clicked = traces("home", "Chrome", "/").clicked(click);
    assertThat(
            verdict(
                visitor,
                0,
                contact("ana", clicked, "ana", "acme.com"),
                contact("bob", clicked, "bob", "other.com")))
        .isEqualTo(new Nobody());
  }

  @Test
  void whoever_gives_another_name_is_somebody_else() {
    Traces same = traces("home", "Chrome", "/", "/pricing", "/docs");
    Verdict verdict =
        Recognition.of(
            same, Map.of("name", "bob"), 1, List.of(contact("ana", same, "ana", null)), 0.9);
    assertThat(verdict).isEqualTo(new Nobody());
    assertThat(
            Recognition.of(
                same, Map.of("name", "ana"), 1, List.of(contact("ana", same, "ana", null)), 0.9))
        .isInstanceOf(Person.class);
  }
}
