package dev.leadline.catalogue;

import com.github.victools.jsonschema.generator.FieldScope;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.leadline.events.Wire;
import dev.leadline.events.WireName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What events and their fields mean, in a sentence each: an event's is the first of its Javadoc, a
 * field's is in {@code field-meanings.properties}, under its name or, where a name means different
 * things, under {@code <wire name or record>.<field>}.
 */
final class Meanings {

  private static final Map<String, String> OF_RECORDS = readJavadoc();
  private static final Properties OF_FIELDS = readProperties();

  private Meanings() {}

  static String of(Class<?> record) {
    String sentence = OF_RECORDS.get(record.getCanonicalName());
    if (sentence == null) throw new AssertionError(record + " has no Javadoc");
    return sentence;
  }

  static String of(FieldScope field) {
    return ofField(
        field.getDeclaringType().getErasedType(),
        Objects.requireNonNullElse(Schemas.wireName(field), field.getDeclaredName()));
  }

  static String ofField(Class<?> record, String field) {
    String owner =
        record.isAnnotationPresent(Wire.class)
            ? WireName.of(record).name()
            : record.getSimpleName();
    String meaning = OF_FIELDS.getProperty(owner + "." + field, OF_FIELDS.getProperty(field));
    if (meaning == null)
      throw new AssertionError(
          "field-meanings.properties says neither what %s means nor what %s.%s means"
              .formatted(field, owner, field));
    return meaning;
  }

  private static Properties readProperties() {
    var properties = new Properties();
    try (InputStream in = Meanings.class.getResourceAsStream("/field-meanings.properties")) {
      properties.load(Objects.requireNonNull(in, "field-meanings.properties"));
      return properties;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<String, String> readJavadoc() {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var found = new HashMap<String, String>();
    try (var manager = compiler.getStandardFileManager(null, null, null);
        var files = Files.walk(Path.of("src/main/java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      var units = manager.getJavaFileObjectsFromPaths(sources);
      var task = (JavacTask) compiler.getTask(null, manager, null, List.of(), null, units);
      var trees = DocTrees.instance(task);
      for (var unit : task.parse()) new Comments(trees, unit, found).scan(unit, null);
      return found;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static final class Comments extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final DocTrees trees;
    private final CompilationUnitTree unit;
    private final Map<String, String> found;

    Comments(DocTrees trees, CompilationUnitTree unit, Map<String, String> found) {
      this.trees = trees;
      this.unit = unit;
      this.found = found;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      if (comment != null)
        found.put(
            name(getCurrentPath()),
            comment.getFirstSentence().stream()
                .map(Object::toString)
                .collect(Collectors.joining())
                .replaceAll("\\{@\\w+ #?(.*?)}", "$1")
                .replaceAll("\\s+", " "));
      return super.visitClass(tree, nothing);
    }

    private String name(TreePath path) {
      return path.getLeaf() instanceof ClassTree type
          ? name(path.getParentPath()) + "." + type.getSimpleName()
          : unit.getPackageName().toString();
    }
  }
}
