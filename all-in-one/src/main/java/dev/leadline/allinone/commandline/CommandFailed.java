package dev.leadline.allinone.commandline;

/** A command cannot do what it was told; the message is one line for a person. */
final class CommandFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CommandFailed(String message) {
    super(message);
  }
}
