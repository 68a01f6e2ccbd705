package dev.leadline.house;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A rule of the house: what in a module breaks it, one line each, nothing if the rule is kept. */
@FunctionalInterface
public interface Rule {

  /** Each line names in angle brackets what breaks the rule, the culprit first. */
  List<String> brokenBy(Subject subject);

  /** A rule that ArchUnit can judge; a module without the packages in question keeps it. */
  static Rule of(Function<Subject, ArchRule> rule) {
    return subject ->
        rule.apply(subject)
            .allowEmptyShould(true)
            .evaluate(subject.classes())
            .getFailureReport()
            .getDetails();
  }

  /** Both rules. */
  default Rule and(Rule other) {
    return subject -> {
      var broken = new ArrayList<>(brokenBy(subject));
      broken.addAll(other.brokenBy(subject));
      return broken;
    };
  }
}
