package dev.leadline.events;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name by which a record is known outside its process. It outlives class and package names. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Wire {

  /** Lower-case words, dots between levels, for example {@code leadline.chat.message-received}. */
  String name();

  /** Raised when a stored form changes in a way that readers of the old one would misunderstand. */
  int revision() default 1;
}
