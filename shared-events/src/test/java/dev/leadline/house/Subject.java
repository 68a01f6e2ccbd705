package dev.leadline.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What the house rules look at: one module.
 *
 * @param root its root package
 * @param domain its packages of business rules
 * @param classes its main classes
 * @param sources its folders of sources, main and test
 * @param classPath what its tests run with
 */
public record Subject(
    String root, String domain, JavaClasses classes, List<Path> sources, List<Path> classPath) {

  private static final Map<String, Subject> THIS_MODULE = new ConcurrentHashMap<>();

  /** The module that the running tests belong to, read once. */
  public static Subject ofThisModule(String root, String domain) {
    return THIS_MODULE.computeIfAbsent(root, it -> read(it, domain));
  }

  private static Subject read(String root, String domain) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
    if (classes.isEmpty()) throw new IllegalArgumentException("No class is in " + root);
    return new Subject(
        root,
        domain,
        classes,
        Stream.of("src/main/java", "src/test/java")
            .map(Path::of)
            .filter(Files::isDirectory)
            .toList(),
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList());
  }

  /** The package of a role, for example {@code dev.leadline.timeline.store..}. */
  String room(String role) {
    return root + "." + role + "..";
  }

  /** Every source file. */
  List<Path> sourceFiles() {
    return sources.stream().flatMap(Subject::javaFiles).sorted().toList();
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
