package dev.leadline.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine that nobody else can reach. */
public final class LoopbackPort {

  /** The address every embedded server listens on; never a name, which may also mean IPv6. */
  public static final String ADDRESS = "127.0.0.1";

  private LoopbackPort() {}

  /** A port that was free a moment ago; whoever binds it next may still lose a race for it. */
  public static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(ADDRESS))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CannotStart("No free port on " + ADDRESS + ": " + e.getMessage(), e);
    }
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
