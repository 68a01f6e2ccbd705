package dev.leadline.allinone.commandline;

import dev.leadline.allinone.clients.OperationsClient;
import dev.leadline.allinone.clients.OwnKey;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which running platform a command talks to. */
final class ClientOptions {

  private static final String USUAL = "http://localhost:8080";
  private static final String FOLDER = ".leadline";

  @SuppressWarnings("NullAway.Init")
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:LEADLINE_URL:-" + USUAL + "}",
      description = "Address of Leadline (default: LEADLINE_URL, else " + USUAL + ").")
  private String url = "";

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      defaultValue = ".leadline/api.key",
      description =
          "File with an API key, where LEADLINE_API_KEY is not set (default: that of a platform"
              + " with its data in .leadline).")
  private Path keyFile = Path.of(FOLDER, OwnKey.FILE);

  /**
   * What a command is told so that it finds this platform, with a blank before it; empty for one
   * that it finds by itself.
   */
  static String toReach(String address, Path keyFile) {
    String url = address.equals(USUAL) ? "" : " --url " + address;
    boolean isUsual =
        keyFile.toAbsolutePath().equals(Path.of(FOLDER, OwnKey.FILE).toAbsolutePath());
    return isUsual ? url : url + " --key-file " + word(keyFile.toString());
  }

  /** As a shell takes it for one word. */
  static String word(String text) {
    return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  OperationsClient client() {
    return new OperationsClient(address(), OwnKey.find(keyFile));
  }

  private URI address() {
    try {
      URI uri = URI.create(url);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null) return uri;
    } catch (IllegalArgumentException notAnAddress) {
      // Said below, as for any other that cannot be used.
    }
    throw new ParameterException(
        spec.commandLine(), "'%s' is not an address such as http://localhost:8080".formatted(url));
  }
}
