package dev.leadline.allinone.commandline;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on the screen, and nothing where the output is no screen. */
final class Progress {

  private static final int WIDTH = 90;

  private Progress() {}

  @SuppressWarnings("SystemConsoleNull") // From Java 25 on it is null again without a screen.
  static ProgressBar of(String task, long most) {
    boolean screen = System.console() != null && System.console().isTerminal();
    PrintStream where = screen ? System.err : new PrintStream(PrintStream.nullOutputStream());
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(most)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(100)
        .setConsumer(new ConsoleProgressBarConsumer(where, WIDTH))
        .showSpeed()
        .build();
  }
}
