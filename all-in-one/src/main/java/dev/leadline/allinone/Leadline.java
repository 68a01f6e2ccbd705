package dev.leadline.allinone;

import dev.leadline.allinone.commandline.LeadlineCommand;

/** The command line. Ends the process itself: a failed start leaves threads that would not. */
public final class Leadline {

  private Leadline() {}

  /** Runs one command. */
  static void main(String[] arguments) {
    System.exit(LeadlineCommand.run(arguments));
  }
}
