package dev.leadline.allinone.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.allinone.clients.PlatformStatus;
import dev.leadline.allinone.clients.PrivacyClient;
import dev.leadline.allinone.clients.RebuildsClient;
import dev.leadline.embedded.LoopbackPort;
import dev.leadline.events.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadlineCommandTest {

  @TempDir private Path folder;

  private record Result(int code, String out, String err) {}

  private static Result run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        LeadlineCommand.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
            .execute(arguments);
    return new Result(code, out.toString(), err.toString().strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "up",
        "simulate",
        "status",
        "erase",
        "rebuild",
        "events",
        "dead-letters",
        "republish",
        "backup",
        "restore",
        "password"
      })
  void every_command_has_help(String command) {
    var help = run(command, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Usage: leadline " + command, "--help");
    assertThat(run("--help").out()).contains("  " + command);
    assertThat(run("help", command).out()).isEqualTo(help.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "events verify",
        "dead-letters list",
        "dead-letters show",
        "dead-letters retry",
        "dead-letters discard"
      })
  void every_command_within_a_command_has_help_too(String typed) {
    var help = run((typed + " --help").split(" "));

    assertThat(help.code()).as(help.err()).isZero();
    assertThat(help.out()).contains("Usage: leadline " + typed, "--help");
  }

  @Test
  void a_rebuild_that_found_nothing_different_ends_well() {
    var out = new StringWriter();
    RebuildCommand.print(
        Json.MAPPER.readValue(
            """
            {"id": "r-1", "projection": "lead_rows", "state": "DONE", "position": 9, "target": 9, "events": 9,
             "comparison": {"liveCount": 3, "newCount": 3, "differing": 0, "firstDifferences": null}}
            """,
            RebuildsClient.Rebuild.class),
        new PrintWriter(out, true));

    assertThat(out.toString().lines())
        .containsExactly(
            "lead_rows: 9 events, done.",
            "  documents that were seen                      3",
            "  documents that history gives                  3",
            "  documents that differed                       0");
  }

  @Test
  void help_is_asked_for_by_word_as_well() {
    assertThat(run("help")).isEqualTo(run("--help"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          up --prot 8080          | Unknown options: '--prot', '8080'. Try './leadline up --help'.
          up --port many          | Invalid value for option '--port': 'many' is not an int. Try './leadline up --help'.
          up --port 70000         | --port must be between 0 and 65535, not 70000. Try './leadline up --help'.
          demo --kafka-port -1    | --kafka-port must be between 0 and 65535, not -1. Try './leadline demo --help'.
          demo --rate 0           | --rate must be more than 0, not 0.0. Try './leadline demo --help'.
          simulate --events 0     | --events must be 1 or more, not 0. Try './leadline simulate --help'.
          simulate --leads -5     | --leads must be 1 or more, not -5. Try './leadline simulate --help'.
          erase                   | Missing required parameter: 'LEAD'. Try './leadline erase --help'.
          status --url nowhere    | 'nowhere' is not an address such as http://localhost:8080. Try './leadline status --help'.
          events                  | Missing required parameter: 'LEAD', or the word verify. Try './leadline events --help'.
          dead-letters retry      | Name the letters that are tried again, or give --all. Try './leadline dead-letters --help'.
          dead-letters discard x  | Missing required option: '--reason=WORDS'. Try './leadline dead-letters discard --help'.
          republish --from 0      | Missing required option: '--to=TOPIC'. Try './leadline republish --help'.
          backup                  | Missing required parameter: 'FILE'. Try './leadline backup --help'.
          launch                  | Unmatched argument at index 0: 'launch'. Try './leadline --help'.
          """)
  void wrong_use_is_answered_by_one_line(String typed, String line) {
    var result = run(typed.split(" "));

    assertThat(result.err()).isEqualTo(line);
    assertThat(result.code()).isEqualTo(LeadlineCommand.WRONG_USE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "simulate", "erase", "password"})
  void a_platform_that_is_not_there_is_told_at_once_in_one_line(String command) {
    String nobody = "localhost:" + LoopbackPort.free();
    long begun = System.nanoTime();

    var result =
        switch (command) {
          case "status" -> run("status", "--url", "http://" + nobody);
          case "password" -> run("password", "sam", "--url", "http://" + nobody);
          case "erase" -> run("erase", "a-lead", "--url", "http://" + nobody);
          default -> run("simulate", "--url", "http://" + nobody, "--kafka", nobody);
        };

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    assertThat(result.err()).hasLineCount(1).contains("does not answer at", nobody, "leadline up");
    assertThat(result.code()).isEqualTo(LeadlineCommand.FAILED);
  }

  @Test
  void a_port_in_use_is_told_before_anything_is_started() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral(LoopbackPort.ADDRESS))) {
      String taken = Integer.toString(other.getLocalPort());
      String data = folder.toString();

      assertThat(run("up", "--data", data, "--port", taken, "--kafka-port", "0").err())
          .isEqualTo(
              "leadline: Port %s is in use by another program: choose another one with --port."
                  .formatted(taken));
      assertThat(run("demo", "--data", data, "--kafka-port", taken, "--port", "0").err())
          .isEqualTo(
              "leadline: Port %s is in use by another program: choose another one with --kafka-port."
                  .formatted(taken));
    }
  }

  @Test
  void the_status_is_a_table() {
    var out = new StringWriter();
    StatusCommand.print(
        new PlatformStatus(
            List.of(new PlatformStatus.Service("lead-service", "UP")),
            new PlatformStatus.Ingest(200_006, 194_000, 6_000, 4, 2),
            List.of(new PlatformStatus.Projection("lead-rows", 190_000, 194_002, 4_002, 0.3, 9e3)),
            new PlatformStatus.LeadIndex(98_000, 98_012, 12),
            new PlatformStatus.Store(194_002, 194_000, 2, 0.1, 194_002, 52_428_800)),
        new PrintWriter(out, true));

    assertThat(out)
        .hasToString(
            """
            lead-service                                   UP

            events since its start
              received                                200,006
              stored                                  194,000
              duplicate                                 6,000
              parked                                        4
              unknown                                       2

            event store
              events                                  194,002
              newest position                         194,002
              not announced on Kafka yet                    2
              seconds behind                              0.1
              megabytes                                  50.0

            list of leads
              changes taken in                         98,000
              changes behind                               12

            projection                               position       newest   lag events  lag seconds     events/s
              lead-rows                               190,000      194,002        4,002          0.3        9,000
            """);
  }

  @Test
  void what_an_erasure_says_is_its_proof_in_words() {
    var out = new StringWriter();
    EraseCommand.print(
        new PrivacyClient.Erasure(
            "e-1",
            "l-1",
            "DONE",
            Instant.parse("2026-11-22T09:00:00Z"),
            Instant.parse("2026-11-29T09:00:00Z"),
            2,
            1_234,
            5,
            1),
        new PrintWriter(out, true));

    assertThat(out)
        .hasToString(
            """
            Erased: nothing of this person can be read any more.
              leads that were the person                    2
              events made unreadable                    1,234
              identities that lead nowhere                  5
              parked records deleted                        1
            Kafka drops what was published before by 2026-11-29T09:00:00Z.
            Proof: GET /v1/privacy/erasures/e-1
            """);
  }

  @Test
  void a_service_that_does_not_answer_is_told_in_the_status() {
    var out = new StringWriter();
    StatusCommand.print(
        new PlatformStatus(null, null, null, null, null), new PrintWriter(out, true));

    assertThat(out.toString())
        .contains(
            "lead-service does not answer",
            "timeline-service does not answer",
            "The index of the list of leads is being built, or Kafka does not answer.");
  }

  @Test
  void what_the_demo_says_can_be_pasted() {
    String text =
        Invitation.to("http://localhost:8080", "127.0.0.1:9092", Path.of(".leadline/api.key"));

    assertThat(text)
        .contains(
            "curl -i http://localhost:8080/v1/events -H \"Authorization: Bearer $(cat"
                + " .leadline/api.key)\" -H 'Content-Type: application/cloud")
        .contains("--bootstrap-server 127.0.0.1:9092 --topic leadline.channel-events");
  }

  @Test
  void the_invitation_names_what_a_command_does_not_find_by_itself() {
    Path usual = Path.of(".leadline/api.key").toAbsolutePath();
    assertThat(Invitation.to("http://localhost:8080", "127.0.0.1:9092", usual))
        .contains("./leadline status\n", "./leadline simulate --events 10000\n");
    assertThat(
            Invitation.to("http://localhost:8480", "127.0.0.1:9492", Path.of("/my data/api.key")))
        .contains("./leadline status --url http://localhost:8480 --key-file '/my data/api.key'\n")
        .contains(
            "./leadline simulate --events 10000 --kafka 127.0.0.1:9492"
                + " --url http://localhost:8480 --key-file '/my data/api.key'\n")
        .contains("$(cat '/my data/api.key')");
  }
}
