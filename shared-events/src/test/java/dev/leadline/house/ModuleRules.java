package dev.leadline.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What holds for every module, however it is divided. */
public final class ModuleRules {

  private static final Pattern EMPTY_NAME =
      Pattern.compile(".*(Impl|Utils?|Helper|Manager|Dto|DTO)|(Base|Abstract)([A-Z].*)?");

  private static final Set<String> EMPTY_PACKAGES =
      Set.of(
          "impl",
          "util",
          "utils",
          "common",
          "helper",
          "helpers",
          "dto",
          "model",
          "service",
          "infrastructure");

  private static final Set<String> SERVICES =
      Set.of("leadservice", "timeline", "gateway", "enrichment", "notification");

  private ModuleRules() {}

  /** P8. A name says what a thing is for. */
  public static final Rule NAMES_SAY_SOMETHING =
      Rule.of(subject -> classes().should(haveTellingNames()));

  /** P9. A cycle of packages is one package in disguise. */
  public static final Rule PACKAGES_HAVE_NO_CYCLE =
      Rule.of(subject -> slices().assignedFrom(byPackage()).should().beFreeOfCycles());

  /** Services meet in topics, in the event store and in the published language. */
  public static final Rule SERVICES_ARE_STRANGERS =
      Rule.of(
          subject ->
              noClasses()
                  .should()
                  .dependOnClassesThat(
                      DescribedPredicate.describe(
                          "another service",
                          (JavaClass type) ->
                              !isIn(type, subject.root())
                                  && SERVICES.stream()
                                      .anyMatch(name -> isIn(type, "dev.leadline." + name)))));

  /** A second mapper would read the same bytes in another way. */
  public static final Rule ONE_PLACE_BUILDS_JSON_MAPPERS =
      Rule.of(
          subject ->
              noClasses()
                  .that()
                  .doNotHaveFullyQualifiedName("dev.leadline.events.Json")
                  .should()
                  .accessTargetWhere(
                      DescribedPredicate.describe(
                          "the making of a JSON mapper", ModuleRules::makesMapper)));

  /** The published language is read by everybody and brings nothing but Jackson along. */
  public static final Rule THE_LANGUAGE_KNOWS_NO_FRAMEWORK =
      Rule.of(
          subject ->
              classes()
                  .should()
                  .onlyDependOnClassesThat(
                      resideInAnyPackage(
                              "java..",
                              "tools.jackson..",
                              "com.fasterxml.jackson.annotation..",
                              "org.jspecify..",
                              subject.root() + "..")
                          .and(not(resideInAnyPackage("java.sql..")))));

  private static boolean makesMapper(JavaAccess<?> access) {
    boolean mapper =
        Set.of(
                "tools.jackson.databind.ObjectMapper",
                "tools.jackson.databind.json.JsonMapper",
                "com.fasterxml.jackson.databind.ObjectMapper",
                "com.fasterxml.jackson.databind.json.JsonMapper")
            .contains(access.getTargetOwner().getName());
    return mapper && Set.of("<init>", "builder", "rebuild").contains(access.getTarget().getName());
  }

  private static boolean isIn(JavaClass type, String root) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }

  private static ArchCondition<JavaClass> haveTellingNames() {
    return new ArchCondition<>("have names that say something") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean empty =
            EMPTY_NAME.matcher(type.getSimpleName()).matches()
                || Stream.of(type.getPackageName().split("\\.")).anyMatch(EMPTY_PACKAGES::contains);
        if (empty)
          events.add(
              SimpleConditionEvent.violated(
                  type, "Class <" + type.getName() + "> has a name that says nothing"));
      }
    };
  }

  private static SliceAssignment byPackage() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return SliceIdentifier.of(type.getPackageName());
      }

      @Override
      public String getDescription() {
        return "packages";
      }
    };
  }
}
