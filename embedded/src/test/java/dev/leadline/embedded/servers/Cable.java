package dev.leadline.embedded.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The way to a server of this machine, which can be cut, joined again, or carry nothing more. */
public final class Cable implements AutoCloseable {

  private final ServerSocket entrance;
  private final int server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  /** Of the connections that are open now; those that are made later have one of their own. */
  private volatile AtomicBoolean silent = new AtomicBoolean();

  /** To the server at this port. */
  public Cable(int server) {
    this.server = server;
    try {
      entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** Where it begins. */
  public int port() {
    return entrance.getLocalPort();
  }

  /** Every connection ends, and new ones do at once. */
  public void cut() {
    cut = true;
    open.forEach(Cable::close);
  }

  /** New connections find the server again. */
  public void join() {
    cut = false;
  }

  /**
   * As when the host of the server vanishes: nobody says any more, and nothing is closed. On the
   * connections there are nothing is carried; new ones find the server.
   */
  public void fallSilent() {
    silent.set(true);
    silent = new AtomicBoolean();
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        open.add(client);
        if (cut) {
          close(client);
          continue;
        }
        var onward = new Socket(InetAddress.getLoopbackAddress(), server);
        open.add(onward);
        AtomicBoolean stopped = silent;
        Thread.ofVirtual().start(() -> carry(client, onward, stopped));
        Thread.ofVirtual().start(() -> carry(onward, client, stopped));
      } catch (IOException closed) {
        // The next connection may do better.
      }
    }
  }

  private static void carry(Socket from, Socket to, AtomicBoolean stopped) {
    var some = new byte[8192];
    try {
      for (int read = from.getInputStream().read(some);
          read >= 0;
          read = from.getInputStream().read(some))
        if (!stopped.get()) to.getOutputStream().write(some, 0, read);
    } catch (IOException closed) {
      // So the other end is closed as well.
    }
    if (!stopped.get()) close(to);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cut();
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
