package dev.leadline.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.notification.domain.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideAddressesTest {

  private static final ChannelSettings SETTINGS =
      new ChannelSettings(
          URI.create("https://slack.example"),
          URI.create("https://webex.example"),
          "leadline@example.com",
          false,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::"
      })
  void addresses_of_this_network_are_inside(String address) throws Exception {
    assertThat(OutsideAddresses.isInside(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "192.0.1.1", "2606:4700:4700::1111"})
  void others_are_outside(String address) throws Exception {
    assertThat(OutsideAddresses.isInside(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:1/",
        "https://localhost:1/",
        "https://[::1]:1/",
        "https://2130706433:1/"
      })
  void nothing_is_sent_inside_however_the_address_is_written(String address) throws Exception {
    var door = new HttpDoor(SETTINGS);
    try {
      assertThatThrownBy(() -> door.post(URI.create(address), Map.of(), "{}"))
          .isInstanceOfSatisfying(
              IOException.class,
              refused ->
                  assertThat(Answers.of(refused, 1))
                      .isEqualTo(
                          new Outcome.Gone(
                              "Its address is inside our own network, where nothing is sent.")));
    } finally {
      door.destroy();
    }
  }

  @Test
  void nothing_is_sent_without_encryption() throws Exception {
    var door = new HttpDoor(SETTINGS);
    try {
      assertThatThrownBy(() -> door.post(URI.create("http://8.8.8.8/"), Map.of(), "{}"))
          .isInstanceOf(HttpDoor.NotEncrypted.class);
    } finally {
      door.destroy();
    }
  }

  @Test
  void a_wish_to_wait_is_read_in_seconds_and_as_a_date_and_is_bounded() {
    Instant now = Instant.parse("2026-11-22T09:00:00Z");
    assertThat(Patience.asked("30", now)).isEqualTo(Duration.ofSeconds(30));
    assertThat(Patience.asked("Sun, 22 Nov 2026 09:01:00 GMT", now))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(Patience.asked("999999999", now)).isEqualTo(Duration.ofDays(1));
    assertThat(Patience.asked("soon", now)).isNull();
    assertThat(Patience.asked("99999999999999999999", now)).isNull();
    assertThat(Patience.afterTry(1)).isBetween(Duration.ofMillis(400), Duration.ofMillis(1600));
    assertThat(Patience.afterTry(20)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(16));
  }
}
