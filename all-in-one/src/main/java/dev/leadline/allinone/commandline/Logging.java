package dev.leadline.allinone.commandline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Where log lines go: to a file beside the data, so that the screen stays readable. */
final class Logging {

  private static final String CONFIGURATION = "logback.configurationFile";
  private static final String FOLDER = "dev/leadline/allinone/";

  private Logging() {}

  /** A command that only talks to a platform logs nothing. */
  static void ofAClient() {
    if (System.getProperty(CONFIGURATION) == null)
      System.setProperty(CONFIGURATION, FOLDER + "logging-client.xml");
  }

  /**
   * Has an effect only before anything has logged.
   *
   * @return the file
   */
  static Path ofThePlatform(Path dataFolder) {
    Path file = dataFolder.resolve("leadline.log");
    try {
      Files.createDirectories(dataFolder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.setProperty("leadline.log", file.toString());
    System.setProperty(CONFIGURATION, FOLDER + "logging-server.xml");
    return file;
  }

  /** The whole story, for whoever opens the file. */
  static void ofFailure(Exception problem) {
    LoggerFactory.getLogger(Logging.class).error("The command failed", problem);
  }
}
