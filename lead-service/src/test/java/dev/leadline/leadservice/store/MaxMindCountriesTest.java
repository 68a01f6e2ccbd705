package dev.leadline.leadservice.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
}
