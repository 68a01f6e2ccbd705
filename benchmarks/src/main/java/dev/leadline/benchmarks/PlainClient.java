package dev.leadline.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.embedded.LoopbackPort;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An HTTP client that takes next to no processor from the server that it measures. */
final class PlainClient implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final Socket socket;
  private final InputStream in;

  PlainClient(int port) throws IOException {
    socket = new Socket(InetAddress.ofLiteral(LoopbackPort.ADDRESS), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER);
  }

  /**
   * The body of an answer.
   *
   * @throws IOException also when the answer is not 200
   */
  String get(String path) throws IOException {
    var body = new ByteArrayOutputStream();
    read(path, body);
    return body.toString(UTF_8);
  }

  /** Reads an answer to its end and gives its length. */
  long skip(String path) throws IOException {
    return read(path, null);
  }

  private long read(String path, @Nullable ByteArrayOutputStream body) throws IOException {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + LoopbackPort.ADDRESS
            + "\r\nAuthorization: Bearer "
            + GatewayProcess.KEY
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    String status = line();
    long length = -1;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) length = Long.parseLong(lower.substring(15).strip());
      if (lower.startsWith("transfer-encoding:")) chunked = lower.contains("chunked");
    }
    long read = 0;
    if (chunked) {
      for (long chunk = chunk(); chunk > 0; chunk = chunk()) {
        take(chunk, body);
        read += chunk;
        line();
      }
      line();
    } else {
      take(length, body);
      read = length;
    }
    if (!status.contains(" 200")) throw new IOException(status + " for " + path);
    return read;
  }

  private long chunk() throws IOException {
    return Long.parseLong(line().strip(), 16);
  }

  private void take(long bytes, @Nullable ByteArrayOutputStream body) throws IOException {
    if (body == null) {
      in.skipNBytes(bytes);
      return;
    }
    body.write(in.readNBytes(Math.toIntExact(bytes)));
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    while (true) {
      int next = in.read();
      if (next < 0) throw new EOFException();
      if (next == '\n') return line.toString();
      if (next != '\r') line.append((char) next);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
