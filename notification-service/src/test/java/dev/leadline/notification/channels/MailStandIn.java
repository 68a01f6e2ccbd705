package dev.leadline.notification.channels;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A mail server on this machine that answers each word as it is told, or not at all. */
public final class MailStandIn implements AutoCloseable {

  /** Hears no more and says no more, in order. */
  public static final String HANGS_UP = "hangs up";

  /** The same as a crash or a firewall would. */
  public static final String BREAKS_OFF = "breaks off";

  /** Hears and says nothing. */
  public static final String IS_SILENT = "is silent";

  private final ServerSocket server;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile UnaryOperator<String> answers = MailStandIn::obliging;

  /** On a free port. */
  public MailStandIn() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  /**
   * What a server says that takes everything.
   *
   * @param word CONNECT, then each command, and END with the last recipient after a message
   */
  public static String obliging(String word) {
    return switch (word) {
      case "CONNECT" -> "220 here";
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 bye";
      default -> "250 so be it";
    };
  }

  /** From now on it answers so. */
  public void answers(UnaryOperator<String> answers) {
    this.answers = answers;
  }

  public int port() {
    return server.getLocalPort();
  }

  /** How often it heard a word that begins so. */
  public long heard(String beginning) {
    return heard.stream().filter(word -> word.startsWith(beginning)).count();
  }

  private void listen() {
    while (!server.isClosed())
      try {
        Socket caller = server.accept();
        Thread.ofVirtual().start(() -> talk(caller));
      } catch (IOException closed) {
        return;
      }
  }

  private void talk(Socket caller) {
    try (caller) {
      var words =
          new BufferedReader(
              new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
      boolean inMessage = false;
      String recipient = "";
      for (String line = "CONNECT"; line != null; line = words.readLine()) {
        if (inMessage && !line.equals(".")) continue;
        if (line.startsWith("RCPT")) recipient = line;
        String word = inMessage ? "END " + recipient : line;
        heard.add(word);
        String answer = answers.apply(word);
        if (answer.equals(BREAKS_OFF)) caller.setSoLinger(true, 0);
        if (answer.equals(BREAKS_OFF) || answer.equals(HANGS_UP)) return;
        inMessage = answer.startsWith("354");
        if (!answer.equals(IS_SILENT)) say(caller, answer);
      }
    } catch (IOException gone) {
      // So is the caller.
    }
  }

  private static void say(Socket caller, String answer) throws IOException {
    caller.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    caller.getOutputStream().flush();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
