package dev.leadline.notification.channels;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An email that knows whether it was written to a mail server as a whole. Until then no server has
 * seen its end, and none can have taken it.
 */
final class Letter extends MimeMessage {

  private volatile boolean written;

  Letter(Session session) {
    super(session);
  }

  boolean written() {
    return written;
  }

  /** Called once the server has asked for the message, and before its end is told. */
  @Override
  public void writeTo(OutputStream out, String @Nullable [] without)
      throws IOException, MessagingException {
    super.writeTo(out, without);
    written = true;
  }
}
