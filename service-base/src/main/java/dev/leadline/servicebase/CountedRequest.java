package dev.leadline.servicebase;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request that did not say how long its body is. Whoever reads more of it than there may be gets
 * {@link BodyTooLarge}, which is no {@link IOException}: those are taken for a broken connection.
 */
final class CountedRequest extends HttpServletRequestWrapper {

  private final int mostMib;
  private final long most;
  private @Nullable Counted body;

  CountedRequest(HttpServletRequest request, int mostMib, int mib) {
    super(request);
    this.mostMib = mostMib;
    this.most = (long) mostMib * mib;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (body == null) body = new Counted(super.getInputStream());
    return body;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    String encoding = getCharacterEncoding();
    return new BufferedReader(
        new InputStreamReader(
            getInputStream(),
            encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
  }

  private final class Counted extends ServletInputStream {

    private final ServletInputStream bytes;
    private long count;

    Counted(ServletInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      int one = bytes.read();
      if (one >= 0) count(1);
      return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int some = bytes.read(into, from, length);
      if (some > 0) count(some);
      return some;
    }

    private void count(int more) {
      count += more;
      if (count > most) throw new BodyTooLarge(mostMib);
    }

    @Override
    public boolean isFinished() {
      return bytes.isFinished();
    }

    @Override
    public boolean isReady() {
      return bytes.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      bytes.setReadListener(listener);
    }
  }
}
