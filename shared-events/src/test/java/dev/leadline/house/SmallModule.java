package dev.leadline.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A module made of a few sources for a test to judge. The sources are text, so that a rule about
 * Spring can be shown a breach without Spring on the class path of the published language.
 */
final class SmallModule {

  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile("(?:class|interface|record|enum|@interface) (\\w+)");

  static final String ROOT = "dev.leadline.house.violations";

  private SmallModule() {}

  /** Each line that the rule finds in a module of these sources names the culprit. */
  static void assertBreach(Rule rule, String culprit, String... sources) throws IOException {
    assertThat(judged(rule, sources))
        .as(String.join("", sources))
        .isNotEmpty()
        .allMatch(line -> line.contains(culprit));
  }

  /** The rule finds nothing in a module of these sources. */
  static void assertInOrder(Rule rule, String... sources) throws IOException {
    assertThat(judged(rule, sources)).as(String.join("", sources)).isEmpty();
  }

  private static List<String> judged(Rule rule, String... sources) throws IOException {
    Path folder = Files.createTempDirectory("module");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      Subject module = of(folder, sources);
      URL classes = module.classPath().getFirst().toUri().toURL();
      try (var loader = new URLClassLoader(new URL[] {classes}, before)) {
        thread.setContextClassLoader(loader);
        return rule.brokenBy(module);
      }
    } finally {
      thread.setContextClassLoader(before);
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }

  /** Compiles the sources, each starting with its package. */
  private static Subject of(Path folder, String... sources) throws IOException {
    Path sourceFolder = folder.resolve("src");
    var files = new ArrayList<Path>();
    for (String source : sources) files.add(write(sourceFolder, source));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    String classPath = System.getProperty("java.class.path");
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var options =
          List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-classpath", classPath);
      var units = manager.getJavaFileObjectsFromPaths(files);
      assertThat(compiler.getTask(null, manager, null, options, null, units).call())
          .as("the sources of the small module compile")
          .isTrue();
    }
    return new Subject(
        ROOT,
        ROOT + ".domain..",
        new ClassFileImporter().importPath(classes).that(resideInAPackage(ROOT + "..")),
        List.of(sourceFolder),
        Stream.concat(
                Stream.of(classes), Stream.of(classPath.split(File.pathSeparator)).map(Path::of))
            .toList());
  }

  private static Path write(Path folder, String source) throws IOException {
    var declared = PACKAGE.matcher(source);
    assertThat(declared.find()).isTrue();
    var type = TYPE.matcher(source);
    String name = type.find(declared.end()) ? type.group(1) : "package-info";
    Path file = folder.resolve(declared.group(1).replace('.', '/')).resolve(name + ".java");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, source);
  }
}
