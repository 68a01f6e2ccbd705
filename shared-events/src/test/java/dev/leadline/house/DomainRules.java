package dev.leadline.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.stream.Stream;

/** What keeps the rules of the business free of everything that is not business. */
public final class DomainRules {

  private DomainRules() {}

  /** P1. A framework in the domain would have to be upgraded with the business rules. */
  public static final Rule DEPENDS_ON_THE_LANGUAGE_ALONE =
      Rule.of(
          subject ->
              classes()
                  .that()
                  .resideInAPackage(subject.domain())
                  .should()
                  .onlyDependOnClassesThat(
                      resideInAnyPackage(
                          "java..", "dev.leadline.events..", "org.jspecify..", subject.domain())));

  /** P2. Times and ids are made at the edge, so that the same input gives the same decision. */
  public static final Rule IS_PURE = isPure();

  /** P3. No mutable class and no hierarchy to override. */
  public static final Rule HAS_CLOSED_TYPES = hasClosedTypes();

  private static final Set<String> IMPURE_CALLS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.getProperties",
          "java.lang.System.exit",
          "java.lang.System.out",
          "java.lang.System.err",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.Collections.shuffle");

  private static final DescribedPredicate<JavaAccess<?>> IMPURE =
      DescribedPredicate.describe(
          "a clock, randomness, the environment or the console",
          access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            return IMPURE_CALLS.contains(owner + "." + name)
                || owner.startsWith("java.time.") && name.equals("now");
          });

  private static final DescribedPredicate<JavaClass> IMPURE_TYPES =
      DescribedPredicate.describe(
          "a clock, a random generator, a thread or a logger",
          type ->
              Set.of(
                          "java.time.Clock",
                          "java.time.InstantSource",
                          "java.util.Random",
                          "java.util.Timer",
                          "java.security.SecureRandom",
                          "java.util.concurrent.ThreadLocalRandom",
                          "java.util.concurrent.CompletableFuture",
                          "java.util.concurrent.Executor",
                          "java.util.concurrent.ExecutorService",
                          "java.util.concurrent.Executors",
                          "java.util.concurrent.ScheduledExecutorService",
                          "java.lang.Thread",
                          "java.lang.System$Logger")
                      .contains(type.getName())
                  || Stream.of(
                          "java.util.random",
                          "java.util.logging",
                          "org.slf4j",
                          "org.apache.commons.logging",
                          "org.apache.logging")
                      .anyMatch(type.getPackageName()::startsWith));

  private static Rule isPure() {
    Rule calls =
        Rule.of(
            subject ->
                noClasses()
                    .that()
                    .resideInAPackage(subject.domain())
                    .should()
                    .accessTargetWhere(IMPURE));
    Rule types =
        Rule.of(
            subject ->
                noClasses()
                    .that()
                    .resideInAPackage(subject.domain())
                    .should()
                    .dependOnClassesThat(IMPURE_TYPES));
    return calls.and(types);
  }

  private static Rule hasClosedTypes() {
    return Rule.of(
        subject -> classes().that().resideInAPackage(subject.domain()).should(BE_CLOSED));
  }

  private static final ArchCondition<JavaClass> BE_CLOSED =
      new ArchCondition<>(
          "be records, sealed or one-method interfaces, enums, or final with private"
              + " constructors") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          if (!isClosed(type))
            events.add(
                SimpleConditionEvent.violated(
                    type,
                    "Class <"
                        + type.getName()
                        + "> is no record, sealed or one-method interface, enum, or final class"
                        + " with private constructors"));
        }
      };

  private static boolean isClosed(JavaClass type) {
    if (type.isAnonymousClass() || type.isLocalClass() || isPackageInfo(type)) return true;
    if (type.isRecord() || type.isEnum() || type.isAnnotation()) return true;
    if (type.isInterface()) return type.reflect().isSealed() || hasOneMethod(type.reflect());
    return type.getModifiers().contains(JavaModifier.FINAL)
        && type.getConstructors().stream().allMatch(DomainRules::isPrivate);
  }

  private static boolean isPackageInfo(JavaClass type) {
    return type.getSimpleName().equals("package-info");
  }

  private static boolean hasOneMethod(Class<?> type) {
    return Stream.of(type.getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()))
            .count()
        == 1;
  }

  private static boolean isPrivate(JavaConstructor constructor) {
    return constructor.getModifiers().contains(JavaModifier.PRIVATE);
  }
}
