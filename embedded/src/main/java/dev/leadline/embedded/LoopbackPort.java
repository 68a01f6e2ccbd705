package dev.leadline.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine that nobody else can reach. */
public final class LoopbackPort {

  /** The address every embedded server listens on; never a name, which may also mean IPv6. */
  public static final String ADDRESS = "127.0.0.1";

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  private LoopbackPort() {}

  /**
   * A port that was free a moment ago. It is below those that systems hand out by themselves, so
   * that no outgoing connection takes it before the server does.
   */
  public static int free() {
    var random = ThreadLocalRandom.current();
    for (int attempt = 0; attempt < 1_000; attempt++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      if (isFree(port)) return port;
    }
    throw new CannotStart(
        "No free port between %d and %d on %s.".formatted(LOWEST, HIGHEST, ADDRESS));
  }

  /** False when another program listens there now. */
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
