package dev.leadline.leadservice.domain;

import org.jspecify.annotations.Nullable;

/** Tells programs by what they call themselves. */
@FunctionalInterface
public interface RecognisePrograms {

  /** Whether a program says so of itself; nobody who says nothing does. */
  boolean isProgram(@Nullable String userAgent);
}
