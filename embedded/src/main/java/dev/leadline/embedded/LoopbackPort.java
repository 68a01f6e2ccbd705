package dev.leadline.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports of this machine that nobody else can reach. */
public final class LoopbackPort {

  /** The address every embedded server listens on; never a name, which may also mean IPv6. */
  public static final String ADDRESS = "127.0.0.1";

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  // In turn, each only once; by chance in the beginning, for processes that run side by side.
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(HIGHEST - LOWEST));

  private LoopbackPort() {}

  /**
   * A port that was free a moment ago, and that no other call in this process is given: a server
   * that starts later finds it as it was. It is below those that systems hand out by themselves, so
   * that no outgoing connection takes it before the server does.
   */
  public static int free() {
    for (int attempt = LOWEST; attempt < HIGHEST; attempt++) {
      int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), HIGHEST - LOWEST);
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
