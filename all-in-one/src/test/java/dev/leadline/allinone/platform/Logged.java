package dev.leadline.allinone.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that this process logs as a platform would, from INFO on, with its stack traces. */
final class Logged implements AutoCloseable {

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(
              event.getLoggerName()
                  + " "
                  + event.getFormattedMessage()
                  + " "
                  + event.getMDCPropertyMap()
                  + " "
                  + said(event.getThrowableProxy()));
        }
      };

  Logged() {
    // What tests show on the screen stays as it is.
    for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
      var quiet = new ThresholdFilter();
      quiet.setLevel(Level.WARN.toString());
      quiet.start();
      all.next().addFilter(quiet);
    }
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.addAppender(appender);
    root.setLevel(Level.INFO);
  }

  private static String said(IThrowableProxy problem) {
    var said = new StringBuilder();
    for (IThrowableProxy one = problem; one != null; one = one.getCause())
      said.append(one.getClassName()).append(": ").append(one.getMessage()).append(' ');
    return said.toString();
  }

  Queue<String> lines() {
    return lines;
  }

  /** Whether a logger was told this: that something is heard at all. */
  boolean has(String logger) {
    return lines.stream().anyMatch(line -> line.startsWith(logger));
  }

  /** What each word was found in. */
  Map<String, String> found(Iterable<String> words) {
    var found = new java.util.TreeMap<String, String>();
    for (String word : words)
      for (String line : lines)
        if (line.toLowerCase(java.util.Locale.ROOT)
            .contains(word.toLowerCase(java.util.Locale.ROOT))) found.put(word, line);
    return found;
  }

  @Override
  public void close() {
    root.setLevel(before);
    root.detachAppender(appender);
  }
}
