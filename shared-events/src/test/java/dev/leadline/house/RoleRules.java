package dev.leadline.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What may happen in which room of a module: {@code http}, {@code store} and the others. */
public final class RoleRules {

  private static final List<String> REMOTE_CALLS = List.of("providers", "channels", "clients");

  private static final List<String> ADAPTERS =
      Stream.concat(Stream.of("http", "inbox", "outbox", "store"), REMOTE_CALLS.stream()).toList();

  private static final String SETTINGS =
      "org.springframework.boot.context.properties.ConfigurationProperties";

  private RoleRules() {}

  /** A technology, the packages it is known by, and the rooms it may be used in. */
  record Technology(String name, List<String> packages, List<String> rooms) {}

  static final List<Technology> TECHNOLOGIES =
      List.of(
          new Technology(
              "Spring Web",
              List.of(
                  "org.springframework.web..", "org.springframework.http..", "jakarta.servlet.."),
              Stream.concat(Stream.of("http"), REMOTE_CALLS.stream()).toList()),
          new Technology(
              "Kafka",
              List.of(
                  "org.apache.kafka..",
                  "org.springframework.kafka..",
                  "org.springframework.messaging..",
                  "org.springframework.cloud.stream.."),
              List.of("inbox", "outbox")),
          new Technology(
              "MongoDB",
              List.of("com.mongodb..", "org.bson..", "org.springframework.data.mongodb.."),
              List.of("store")),
          new Technology(
              "JDBC",
              List.of(
                  "java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql.."),
              List.of("store")),
          new Technology("Lucene", List.of("org.apache.lucene.."), List.of("store")),
          new Technology("Resilience4j", List.of("io.github.resilience4j.."), REMOTE_CALLS),
          new Technology(
              "Axon",
              List.of("org.axonframework.."),
              List.of("handling", "store", "rebuild", "outbox")));

  /** P4. Two adapters that know each other cannot be exchanged one at a time. */
  public static final Rule ADAPTERS_MEET_IN_THE_DOMAIN =
      subject ->
          ADAPTERS.stream()
              .flatMap(
                  adapter ->
                      Rule.of(
                          it ->
                              noClasses()
                                  .that()
                                  .resideInAPackage(it.room(adapter))
                                  .should()
                                  .dependOnClassesThat(
                                      resideInAnyPackage(
                                          ADAPTERS.stream()
                                              .filter(other -> !other.equals(adapter))
                                              .map(it::room)
                                              .toArray(String[]::new))))
                          .brokenBy(subject)
                          .stream())
              .toList();

  /** P5. One room says how a module is put together; and a class says what it needs. */
  public static final Rule WIRING_IS_ONE_ROOM =
      Rule.of(
              subject ->
                  noClasses()
                      .that()
                      .resideOutsideOfPackage(subject.room("wiring"))
                      .should()
                      .dependOnClassesThat()
                      .resideInAPackage(subject.room("wiring")))
          .and(
              Rule.of(
                  subject ->
                      noClasses()
                          .that()
                          .resideOutsideOfPackage(subject.room("wiring"))
                          .should()
                          .beAnnotatedWith("org.springframework.context.annotation.Configuration")
                          .orShould()
                          .beAnnotatedWith(
                              "org.springframework.boot.autoconfigure.AutoConfiguration")))
          .and(
              Rule.of(
                  subject ->
                      methods()
                          .that()
                          .areAnnotatedWith("org.springframework.context.annotation.Bean")
                          .should()
                          .beDeclaredInClassesThat()
                          .resideInAPackage(subject.room("wiring"))))
          .and(isNotInjectedBy("org.springframework.beans.factory.annotation.Autowired"))
          .and(isNotInjectedBy("org.springframework.beans.factory.annotation.Value"))
          .and(isNotInjectedBy("jakarta.inject.Inject"))
          .and(isNotInjectedBy("jakarta.annotation.Resource"));

  /** P6. What one room alone knows can be replaced there alone. */
  public static final Rule TECHNOLOGY_STAYS_IN_ITS_ROOM =
      subject ->
          TECHNOLOGIES.stream()
              .flatMap(technology -> staysInItsRooms(technology).brokenBy(subject).stream())
              .toList();

  /** P7. Nobody can go past a port to its adapter. Settings may be handed over by the wiring. */
  public static final Rule ADAPTERS_ARE_HIDDEN =
      Rule.of(
          subject ->
              classes()
                  .that()
                  .resideInAnyPackage(ADAPTERS.stream().map(subject::room).toArray(String[]::new))
                  .and()
                  .areTopLevelClasses()
                  .and()
                  .doNotHaveSimpleName("package-info")
                  .and()
                  .areNotAnnotatedWith(SETTINGS)
                  .should()
                  .notBePublic());

  private static Rule staysInItsRooms(Technology technology) {
    return Rule.of(
        subject -> {
          var rooms = new ArrayList<>(technology.rooms().stream().map(subject::room).toList());
          rooms.add(subject.room("wiring"));
          return noClasses()
              .that()
              .resideOutsideOfPackages(rooms.toArray(String[]::new))
              .should()
              .dependOnClassesThat(
                  resideInAnyPackage(technology.packages().toArray(String[]::new)));
        });
  }

  private static Rule isNotInjectedBy(String annotation) {
    return Rule.of(subject -> noFields().should().beAnnotatedWith(annotation))
        .and(Rule.of(subject -> noMethods().should().beAnnotatedWith(annotation)));
  }
}
