package dev.leadline.leadservice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The way to a server whose host can vanish: nobody says any more, and nothing is closed. */
final class Cable implements AutoCloseable {

  private final ServerSocket entrance;
  private final int server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Of the connections that are open now; those that are made later have one of their own. */
  private volatile AtomicBoolean silent = new AtomicBoolean();

  Cable(int server) {
    this.server = server;
    try {
      entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** On the connections there are nothing is carried any more; new ones find the server. */
  void fallSilent() {
    silent.set(true);
    silent = new AtomicBoolean();
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        var onward = new Socket(InetAddress.getLoopbackAddress(), server);
        open.add(client);
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
      if (!stopped.get()) to.close();
    } catch (IOException closed) {
      if (!stopped.get()) close(to);
    }
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
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(Cable::close);
  }
}
