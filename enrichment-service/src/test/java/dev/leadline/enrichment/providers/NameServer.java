package dev.leadline.enrichment.providers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A name server on loopback that knows what a test tells it (RFC 1035). Of a name that it does not
 * know it says that there is none.
 */
final class NameServer implements AutoCloseable {

  private static final int HEADER = 12;
  private static final int A = 1;
  private static final int MX = 15;
  private static final int AAAA = 28;
  private static final Map<Integer, String> TYPES = Map.of(A, "A", MX, "MX", AAAA, "AAAA");
  private static final int SERVER_FAILURE = 2;
  private static final int NO_SUCH_NAME = 3;

  /** What it says of a name. */
  private record Zone(int code, Manner manner, List<String> servers, int addressType) {}

  /** How it answers. */
  private enum Manner {
    PROPERLY,
    NOT_AT_ALL,
    WITH_GARBAGE
  }

  private final DatagramSocket socket;
  private final Map<String, Zone> zones = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  NameServer() {
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("name-server").start(this::answer);
  }

  /** As the JDK's resolver takes it. */
  String address() {
    return "dns://127.0.0.1:" + socket.getLocalPort();
  }

  /** Its mail goes to these servers. */
  void mailOf(String name, String... servers) {
    zones.put(name, new Zone(0, Manner.PROPERLY, List.of(servers), A));
  }

  /** It has an address and no servers for mail. */
  void addressOf(String name) {
    zones.put(name, new Zone(0, Manner.PROPERLY, List.of(), A));
  }

  /** It has an address of version 6 alone, and no servers for mail. */
  void newAddressOf(String name) {
    zones.put(name, new Zone(0, Manner.PROPERLY, List.of(), AAAA));
  }

  /** It is there, for something else. */
  void nothingOf(String name) {
    zones.put(name, new Zone(0, Manner.PROPERLY, List.of(), 0));
  }

  /** Whoever asks for it gets no answer. */
  void silenceOf(String name) {
    zones.put(name, new Zone(0, Manner.NOT_AT_ALL, List.of(), 0));
  }

  /** Whoever asks for it is told that this server failed. */
  void failureOf(String name) {
    zones.put(name, new Zone(SERVER_FAILURE, Manner.PROPERLY, List.of(), 0));
  }

  /** Whoever asks for it is told that there is an answer, of which nothing can be read. */
  void garbageOf(String name) {
    zones.put(name, new Zone(0, Manner.WITH_GARBAGE, List.of(), 0));
  }

  /** Names and types that were asked for, such as {@code acme.com MX}. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    socket.close();
  }

  private void answer() {
    byte[] buffer = new byte[1024];
    while (!socket.isClosed())
      try {
        var question = new DatagramPacket(buffer, buffer.length);
        socket.receive(question);
        byte[] asks = Arrays.copyOf(buffer, question.getLength());
        byte[] answer = answerTo(asks);
        if (answer.length > 0)
          socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
      } catch (IOException closed) {
        return;
      }
  }

  private byte[] answerTo(byte[] asks) {
    var name = new StringBuilder();
    int at = HEADER;
    while (asks[at] != 0) {
      if (!name.isEmpty()) name.append('.');
      name.append(new String(asks, at + 1, asks[at], StandardCharsets.US_ASCII));
      at += 1 + asks[at];
    }
    int type = ByteBuffer.wrap(asks).getShort(at + 1);
    String known = name.toString().toLowerCase(Locale.ROOT);
    asked.add(known + " " + TYPES.getOrDefault(type, "type " + type));
    Zone zone = zones.getOrDefault(known, new Zone(NO_SUCH_NAME, Manner.PROPERLY, List.of(), 0));
    if (zone.manner() == Manner.NOT_AT_ALL) return new byte[0];
    int end = at + 5;
    List<byte[]> records = List.of();
    if (type == MX) records = zone.servers().stream().map(NameServer::server).toList();
    else if (type == zone.addressType()) records = List.of(new byte[type == A ? 4 : 16]);
    var answer = ByteBuffer.allocate(1024);
    answer.putShort(ByteBuffer.wrap(asks).getShort());
    // An answer with authority, and as recursive as it was asked for.
    answer.putShort((short) (0x8480 | (asks[2] & 1) << 8 | zone.code()));
    if (zone.manner() == Manner.WITH_GARBAGE) return garbage(answer);
    answer.putShort((short) 1).putShort((short) records.size()).putInt(0);
    answer.put(asks, HEADER, end - HEADER);
    for (byte[] record : records) {
      answer.putShort((short) (0xc000 | HEADER)).putShort((short) type).putShort((short) 1);
      answer.putInt(60).putShort((short) record.length).put(record);
    }
    return Arrays.copyOf(answer.array(), answer.position());
  }

  /** After the head of an answer: records that are said to be there, and are not. */
  private static byte[] garbage(ByteBuffer head) {
    head.putShort((short) 1).putShort((short) 7).putInt(-1);
    for (int i = 0; i < 40; i++) head.put((byte) (i * 37));
    return Arrays.copyOf(head.array(), head.position());
  }

  /** Preference 10, and the name of the server; a single dot is the root. */
  private static byte[] server(String name) {
    var data = new ByteArrayOutputStream();
    data.write(0);
    data.write(10);
    for (String label : name.equals(".") ? new String[0] : name.split("\\.")) {
      data.write(label.length());
      data.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    data.write(0);
    return data.toByteArray();
  }
}
