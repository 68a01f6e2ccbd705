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

  @SuppressWarnings("NullAway.Init")
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:LEADLINE_URL:-http://localhost:8080}",
      description = "Address of Leadline (default: LEADLINE_URL, else http://localhost:8080).")
  private String url = "";

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      defaultValue = ".leadline/api.key",
      description =
          "File with an API key, where LEADLINE_API_KEY is not set (default: that of a platform"
              + " with its data in .leadline).")
  private Path keyFile = Path.of(".leadline", OwnKey.FILE);

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
