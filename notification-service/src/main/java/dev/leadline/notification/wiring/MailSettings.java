package dev.leadline.notification.wiring;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The mail server.
 *
 * @param host empty for none
 * @param username empty for a server that wants none
 */
@ConfigurationProperties("leadline.notification.mail")
record MailSettings(String host, int port, String username, String password, boolean startTls) {

  /** Neither a printed configuration nor a log line may show the password. */
  @Override
  public String toString() {
    return "MailSettings[host=%s, port=%d]".formatted(host, port);
  }
}
