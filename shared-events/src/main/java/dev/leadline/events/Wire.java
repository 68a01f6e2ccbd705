package dev.leadline.events;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name by which a record is known outside its process. It outlives class and package names: it
 * is what the type column of the event store and, as {@code leadline.<name>.v<revision>}, the
 * {@code ce_type} header show.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Wire {

  /** Lower-case words, a dot between levels, for example {@code chat.message-received}. */
  String name();

  /** Raised when a stored form changes in a way that readers of the old one would misunderstand. */
  int revision() default 1;
}
