package dev.leadline.leadservice.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.leadservice.domain.Where;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

/** The database that ships, and addresses that tell nothing (domain 4.4, "Country"). */
class MaxMindCountriesTest {

  private static MaxMindCountries countries(String proxies) {
    return new MaxMindCountries(
        new CountrySettings(
            new ClassPathResource("geo/country.mmdb"),
            proxies == null
                ? null
                : new ByteArrayResource(proxies.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void addresses_of_the_world_are_in_their_countries() {
    assertThat(countries(null).find("8.8.8.8")).isEqualTo("US");
    assertThat(countries(null).find(" 133.11.0.7 ")).isEqualTo("JP");
    assertThat(countries(null).find("2001:4860:4860::8888")).isEqualTo("US");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.9.9",
        "169.254.1.1",
        "100.64.0.1",
        "0.0.0.0",
        "198.18.0.1",
        "192.0.2.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1",
        "fd00::1",
        "2001:db8::1",
        "8.8.8.8:80",
        "www.example.com"
      })
  void what_is_private_reserved_or_no_address_is_nowhere(String ip) {
    assertThat(countries(null).find(ip)).isNull();
  }

  @Test
  void whoever_hides_behind_a_proxy_is_nowhere() {
    MaxMindCountries hiding = countries("# exits\n8.8.8.0/24\n133.11.0.7 # one\n2001:4860::/32\n");
    assertThat(hiding.find("8.8.8.8")).isNull();
    assertThat(hiding.find("8.8.9.8")).isEqualTo("US");
    assertThat(hiding.find("133.11.0.7")).isNull();
    assertThat(hiding.find("133.11.0.8")).isEqualTo("JP");
    assertThat(hiding.find("2001:4860:4860::8888")).isNull();
  }

  @Test
  void a_list_of_proxies_that_cannot_be_read_is_said_at_the_start() {
    assertThatThrownBy(() -> countries("8.8.8.0/99"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("list of proxies");
  }

  /** As MaxMind's own files have them: nested, with regions, cities and what an address hides. */
  private static MaxMindCountries nested() {
    return new MaxMindCountries(
        new CountrySettings(
            new CountryFile("GeoLite2-City")
                .with(
                    "81.2.69.0/24",
                    Map.of(
                        "country",
                        Map.of("iso_code", "GB", "names", named("United Kingdom")),
                        "subdivisions",
                        List.of(
                            Map.of("iso_code", "ENG", "names", named("England")),
                            Map.of("iso_code", "WBK", "names", named("West Berkshire"))),
                        "city",
                        Map.of("names", named("Boxford"))))
                .with("89.160.20.0/24", Map.of("country", Map.of("iso_code", "SE")))
                .with("2.125.160.0/20", Map.of("continent", Map.of("code", "EU")))
                .with("67.43.156.0/24", hiding("is_anonymous_proxy"))
                .with("65.0.0.0/13", hiding("is_anonymous"))
                .with("71.160.223.0/25", hiding("is_anonymous_vpn"))
                .with("1.124.213.0/28", hiding("is_tor_exit_node"))
                .with(
                    "50.114.0.0/22",
                    Map.of(
                        "country",
                        Map.of("iso_code", "US"),
                        "subdivisions",
                        List.of(),
                        "traits",
                        Map.of("is_anonymous_proxy", false, "is_satellite_provider", true)))
                .written(),
            null));
  }

  private static Map<String, String> named(String name) {
    return Map.of("de", "auf Deutsch", "en", name);
  }

  private static Map<String, ?> hiding(String trait) {
    return Map.of(
        "country",
        Map.of("iso_code", "BT"),
        "city",
        Map.of("names", named("Somewhere")),
        "traits",
        Map.of(trait, true));
  }

  @Test
  void a_file_with_regions_and_cities_tells_them_in_english() {
    MaxMindCountries countries = nested();
    assertThat(countries.find("81.2.69.160")).isEqualTo("GB");
    assertThat(countries.place("81.2.69.160")).isEqualTo(new Where("England", "Boxford", null));
  }

  @Test
  void a_file_that_knows_less_of_an_address_tells_less() {
    MaxMindCountries countries = nested();
    assertThat(countries.find("89.160.20.112")).isEqualTo("SE");
    assertThat(countries.place("89.160.20.112")).isEqualTo(Where.NOWHERE);
    assertThat(countries.find("2.125.160.216")).as("a continent alone").isNull();
    assertThat(countries.find("81.2.70.1")).as("not in the file").isNull();
    assertThat(countries.place("81.2.70.1")).isEqualTo(Where.NOWHERE);
    assertThat(countries.place("10.1.2.3")).as("private").isEqualTo(Where.NOWHERE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"67.43.156.7", "65.1.2.3", "71.160.223.5", "1.124.213.1"})
  void whoever_the_file_says_is_hidden_is_nowhere(String ip) {
    assertThat(nested().find(ip)).isNull();
    assertThat(nested().place(ip)).isEqualTo(Where.NOWHERE);
  }

  @Test
  void an_address_that_hides_nobody_is_where_it_is() {
    assertThat(nested().find("50.114.1.1")).isEqualTo("US");
  }
}
